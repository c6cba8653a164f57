import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createPostgresStore } from '../../src/storage/postgres.js'
import { describeStore } from './conformance.js'
import { openPostgres, type PostgresServer } from './postgres-server.js'
import { openProxy } from './proxy.js'
import { change, testLifetimes } from './writing.js'

let server: PostgresServer
let databases = 0
beforeAll(async () => {
  server = await openPostgres()
}, 60_000)
afterAll(() => server.close(), 60_000)

const open = async (url: string) => createPostgresStore({ url, lifetimes: testLifetimes, onError: () => {} })
const newDatabase = () => server.database(`clinic${++databases}`)

async function ask(url: string, text: string) {
  const client = new pg.Client(url)
  await client.connect()
  const { rows } = await client.query(text)
  await client.end()
  return rows
}

describeStore('PostgreSQL', async () => open(await newDatabase()))

describe('several replicas on PostgreSQL', () => {
  test('migrate once when eight start together, and share one secret', async () => {
    const url = await newDatabase()
    const replicas = await Promise.all(Array.from({ length: 8 }, () => open(url)))
    const secrets = await Promise.all(replicas.map(replica => replica.sharedSecret()))
    expect(new Set(secrets).size).toBe(1)
    expect(secrets[0]!.length).toBeGreaterThanOrEqual(32)
    await Promise.all(replicas.map(replica => replica.close()))
  })

  test('count calls together, each key for itself, anew when its seconds are over', async () => {
    const url = await newDatabase()
    const [a, b] = [await open(url), await open(url)]
    const one = (key: string) => [{ key, calls: 1 }]
    const counted = await Promise.all([a, b, a, b, a].map(replica => replica.count(one('x'), 1)))
    expect(counted.map(([x]) => x!.calls).sort()).toEqual([1, 2, 3, 4, 5])
    expect(counted[0]![0]!.millisecondsLeft).toBeGreaterThan(0)
    const many = [...one('y'), { key: 'x', calls: 20 }, { key: 'z', calls: 7 }]
    expect((await a.count(many, 1)).map(({ calls }) => calls)).toEqual([1, 25, 7])
    await wait(1100)
    expect((await b.count(one('x'), 1))[0]!.calls).toBe(1)
    await Promise.all([a.close(), b.close()])
  })

  test('refuse tables from the future with what to do', async () => {
    const url = await newDatabase()
    await (await open(url)).close()
    await ask(url, 'INSERT INTO migrations SELECT generate_series(100, 110)')
    await expect(open(url)).rejects.toThrow(/version 1\d.*DATABASE_URL/)
  })

  test('let exactly one of 60 turns that began together through, and take one activity once', async () => {
    const url = await newDatabase()
    const replicas = await Promise.all([open(url), open(url), open(url)])
    const together = (given: Parameters<typeof change>[0]) =>
      Promise.all(Array.from({ length: 60 }, (_, index) => replicas[index % 3]!.commit(change(given))))
    const begun = await together({ activities: ['"x"'] })
    expect(begun.filter(({ outcome }) => outcome === 'done')).toHaveLength(1)
    const taken = await together({ expected: 1, seen: 'a', activities: ['"q"', '"a"'] })
    expect(taken.filter(({ outcome }) => outcome === 'done')).toHaveLength(1)
    expect(await replicas[0]!.activities('c1', 0, change().now)).toHaveLength(3)
    await Promise.all(replicas.map(replica => replica.close()))
  })

  test('hear of each other, also when the doorbell was lost', async () => {
    const url = await newDatabase()
    const [a, b] = [await open(url), await open(url)]
    let rung = 0
    b.watch('c1', () => rung++)
    await wait(300)
    await a.commit(change({ activities: ['"x"'] }))
    await expect.poll(() => rung, { timeout: 1000 }).toBeGreaterThan(0)

    // Every connection of the database is cut; while nobody listens, somebody writes.
    const before = rung
    await ask(
      url,
      'SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()'
    )
    const written = () => a.commit(change({ expected: 1, seen: 'b', activities: ['"y"'] })).catch(() => undefined)
    await expect.poll(async () => (await written())?.outcome, { timeout: 3000 }).toMatch(/done|repeated/)
    await expect.poll(() => rung, { timeout: 4000 }).toBeGreaterThan(before)
    await Promise.all([a.close(), b.close()])
  })
})

test('a doorbell whose connection is dead without a word: what happens elsewhere is heard within 5 seconds', async () => {
  const url = await newDatabase()
  const proxy = await openProxy(server.port)
  const through = new URL(url)
  through.port = String(proxy.port)
  const [a, b] = [await open(url), await open(through.href)]
  let rung = 0
  b.watch('c1', () => rung++)
  await a.commit(change({ activities: ['"x"'] }))
  await expect.poll(() => rung, { timeout: 2000 }).toBeGreaterThan(0)
  await wait(500)
  const before = rung
  proxy.silence()
  await a.commit(change({ expected: 1, activities: ['"y"'] }))
  await expect.poll(() => rung, { timeout: 5000 }).toBeGreaterThan(before)
  await a.close()
  await b.close()
  proxy.close()
})

describe('PostgreSQL', () => {
  test('never holds a word of a visitor that can be read, nor a conversation id', async () => {
    const url = await newDatabase()
    const store = await open(url)
    await store.commit(change({ conversation: 'canary-id', seen: 'canary-seen', activities: ['"canary words"'] }))
    await ask(url, 'CHECKPOINT')
    const bytes = readdirSync(server.folder, { recursive: true, withFileTypes: true })
      .filter(entry => entry.isFile())
      .map(entry => readFileSync(join(entry.parentPath, entry.name)))
    expect(bytes.some(file => file.includes('conversations_by_expiry'))).toBe(true)
    expect(bytes.filter(file => file.includes('canary'))).toHaveLength(0)
    await store.close()
  })

  test('leaves no connection behind, however soon it is closed: a command must end', async () => {
    const url = await newDatabase()
    await (await open(url)).close()
    const others = 'SELECT FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()'
    await expect.poll(async () => (await ask(url, others)).length, { timeout: 2000 }).toBe(0)
  })

  test('frozen: calls fail within 3 seconds, five in a row too; thawed, it is used again at once', {
    timeout: 30_000
  }, async () => {
    const store = await open(await newDatabase())
    await store.commit(change({ activities: ['"x"'] }))
    server.signal('SIGSTOP')
    const began = performance.now()
    try {
      for (let call = 0; call < 5; call++) await expect(store.read('c1', change().now)).rejects.toThrow()
      expect(performance.now() - began).toBeLessThan(3000)
      await wait(3000)
    } finally {
      server.signal('SIGCONT')
    }
    await expect.poll(() => store.read('c1', change().now).catch(() => undefined), { timeout: 5000 }).toBeDefined()
    await store.close()
  })

  test('stopped and started again: no call hangs, and nothing that was acknowledged is missing', {
    timeout: 30_000
  }, async () => {
    const store = await open(await newDatabase())
    await store.commit(change({ activities: ['"kept"'] }))
    await server.stop()
    await expect(store.read('c1', change().now)).rejects.toThrow()
    await server.start()
    await expect.poll(() => store.activities('c1', 0, change().now).catch(() => []), { timeout: 5000 }).toHaveLength(1)
    await store.close()
  })
})
