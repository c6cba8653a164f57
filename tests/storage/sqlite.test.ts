import { spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import Database from 'libsql'
import { afterAll, describe, expect, test } from 'vitest'
import { createSqliteStore } from '../../src/storage/sqlite.js'
import { steps } from '../../src/storage/sqlite-schema.js'
import { lifetimes } from '../../src/storage/store.js'
import { describeStore } from './conformance.js'
import { change, testLifetimes } from './writing.js'

const folder = mkdtempSync(join(tmpdir(), 'store-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
let files = 0
const newFile = () => join(folder, String(++files), 'clinic.db')

describeStore('SQLite', () => createSqliteStore(newFile(), testLifetimes))

/** Every byte of the database and its companions. */
const bytesBeside = (file: string) =>
  readdirSync(join(file, '..'))
    .map(name => readFileSync(join(file, '..', name), 'latin1'))
    .join('')

describe('the SQLite file', () => {
  test('is read again by the next process', async () => {
    const file = newFile()
    const before = createSqliteStore(file, testLifetimes)
    await before.commit(change({ activities: ['"kept"'], seen: 'a' }))
    await before.close()
    const after = createSqliteStore(file, testLifetimes)
    const { now } = change()
    expect(await after.activities('c1', 0, now)).toEqual([{ sequence: 1, body: '"kept"' }])
    expect(await after.commit(change({ seen: 'a' }))).toMatchObject({ outcome: 'repeated' })
    await after.close()
  })

  test('holds no trace of an erased conversation', async () => {
    const file = newFile()
    const store = createSqliteStore(file, testLifetimes)
    for (let expected = 0; expected < 50; expected++) {
      await store.commit(
        change({ expected, seen: `canary-id-${expected}`, activities: [`"canary ${'x'.repeat(300)}"`] })
      )
    }
    expect(bytesBeside(file)).toContain('canary')
    await store.erase('c1')
    expect(bytesBeside(file)).not.toContain('canary')
    await store.close()
  })

  test('holds no trace of a swept conversation', async () => {
    const file = newFile()
    const store = createSqliteStore(file, testLifetimes)
    await store.commit(change({ activities: ['"canary"'] }))
    await store.sweep(change().now + testLifetimes.conversation)
    expect(bytesBeside(file)).not.toContain('canary')
    await store.close()
  })

  test('of another version is refused with what to do', async () => {
    const file = newFile()
    await createSqliteStore(file, testLifetimes).close()
    const database = new Database(file)
    database.exec('PRAGMA user_version = 99')
    database.close()
    expect(() => createSqliteStore(file, testLifetimes)).toThrow(/version 99.*move the file away/)
  })

  test('of version 1 gets the newer tables and keeps what is in it', async () => {
    const file = newFile()
    mkdirSync(join(file, '..'))
    const database = new Database(file)
    database.exec(`${steps[0]}PRAGMA user_version = 1`)
    database.exec("INSERT INTO activities VALUES ('c1', 1, '1')")
    database.close()
    const store = createSqliteStore(file, testLifetimes)
    expect(await store.traces('c1')).toBeGreaterThan(0)
    await store.commit(change({ conversation: 'c2', unanswered: 'is it open' }))
    expect(await store.unanswered(change().now)).toHaveLength(1)
    await store.close()
  })

  test('is begun anew when it is garbage, at the start and while it is used; what was set aside goes in time', async () => {
    const file = newFile()
    mkdirSync(join(file, '..'))
    writeFileSync(file, 'no database at all '.repeat(1000))
    const damages: unknown[] = []
    const store = createSqliteStore(file, testLifetimes, error => damages.push(error))
    expect(damages).toHaveLength(1)
    expect(await store.commit(change({ activities: ['"kept"'] }))).toMatchObject({ outcome: 'done' })

    for (const part of ['', '-wal', '-shm']) writeFileSync(file + part, 'garbage '.repeat(9000))
    const outcomes = await Promise.allSettled([1, 2, 3].map(() => store.commit(change({ conversation: 'c2' }))))
    expect(outcomes.some(({ status }) => status === 'fulfilled') || damages.length > 1).toBe(true)
    expect(await store.read('c2', change().now)).toBeDefined()
    expect(damages.length).toBeGreaterThan(1)

    const asideOf = () => readdirSync(join(file, '..')).filter(name => name.includes('damaged'))
    expect(asideOf().length).toBeGreaterThan(0)
    await store.sweep(Date.now() + testLifetimes.conversation)
    expect(asideOf()).toEqual([])
    await store.close()
  })

  test('is begun anew when somebody takes it away: nothing is written to a file that nobody will find', async () => {
    const file = newFile()
    const store = createSqliteStore(file, testLifetimes)
    await store.commit(change())
    for (const part of ['', '-wal', '-shm']) rmSync(file + part, { force: true })
    expect(await store.commit(change({ activities: ['"x"'] }))).toMatchObject({ outcome: 'done' })
    const next = createSqliteStore(file, testLifetimes)
    expect(await next.activities('c1', 0, change().now)).toHaveLength(1)
    await next.close()
    await store.close()
  })

  test('keeps neither journal nor unanswered questions for 0 days', async () => {
    const file = newFile()
    const store = createSqliteStore(file, lifetimes(60, { journalDays: 0, unansweredDays: 0 }))
    await store.commit(
      change({
        journal: { decision: 'answer', rule: 'canary', entry: null, urgency: 'none', flags: [] },
        unanswered: 'canary'
      })
    )
    expect(bytesBeside(file)).not.toContain('canary')
    await store.close()
  })

  test('a failing disk rejects the turn and writes none of it', async () => {
    const file = newFile()
    const store = createSqliteStore(file, testLifetimes)
    await store.commit(change())
    const other = new Database(file)
    other.exec("CREATE TRIGGER full BEFORE INSERT ON activities BEGIN SELECT RAISE(ABORT, 'disk full'); END")
    const good = store.commit(change({ conversation: 'c2' }))
    await expect(store.commit(change({ expected: 1, seen: 'a', activities: ['"x"'] }))).rejects.toThrow('disk full')
    expect(await good).toMatchObject({ outcome: 'done' })
    other.exec('DROP TRIGGER full')
    other.close()
    expect(await store.read('c1', change().now)).toMatchObject({ version: 1, last: 0 })
    expect(await store.commit(change({ expected: 1, seen: 'a' }))).toMatchObject({ outcome: 'done' })
    await store.close()
  })

  test('while somebody else holds the file, others are read and the process goes on', async () => {
    const file = newFile()
    const store = createSqliteStore(file, testLifetimes)
    await store.commit(change())
    const other = new Database(file)
    other.exec('BEGIN IMMEDIATE')
    let held = true
    const held500ms = store.commit(change({ expected: 1 })).finally(() => {
      held = false
    })
    const refused = expect(held500ms).rejects.toThrow(/locked/)
    await wait(20)
    // A commit that waits on our own thread would let nothing of this happen before it is refused.
    for (let times = 0; times < 5; times++) expect(await store.read('c1', change().now)).toMatchObject({ version: 1 })
    expect(held).toBe(true)
    await refused
    other.close()
    expect(await store.commit(change({ expected: 1 }))).toMatchObject({ outcome: 'done' })
    await store.close()
  })

  test('has every acknowledged commit after kill -9', { timeout: 30_000 }, async () => {
    const file = newFile()
    const writer = spawn(process.execPath, [
      '--import',
      'tsx',
      fileURLToPath(new URL('killed-writer.ts', import.meta.url)),
      file
    ])
    let printed = ''
    const ended = new Promise(resolve => writer.once('close', resolve))
    await new Promise<void>((resolve, reject) => {
      writer.stderr.on('data', data => reject(new Error(String(data))))
      writer.stdout.on('data', data => {
        printed += data
        if (printed.length > 400) resolve()
      })
    })
    await wait(100)
    writer.kill('SIGKILL')
    await ended

    const acknowledged = new Map<string, number>()
    for (const line of printed.split('\n').slice(0, -1)) {
      const [conversation, sequence] = line.split(' ') as [string, string]
      acknowledged.set(conversation, Number(sequence))
    }
    expect(acknowledged.size).toBe(4)
    const store = createSqliteStore(file, testLifetimes)
    for (const [conversation, sequence] of acknowledged) {
      const kept = await store.read(conversation, Date.now())
      expect(kept?.last).toBeGreaterThanOrEqual(sequence)
      expect(kept?.version).toBe(kept?.last)
    }
    await store.close()
  })
})
