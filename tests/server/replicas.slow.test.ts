import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { WebSocket } from 'ws'
import { openPostgres, type PostgresServer } from '../storage/postgres-server.js'
import { startProduct } from './product.js'
import { listen, post, type Replica, startReplica } from './replica.js'

const folder = mkdtempSync(join(tmpdir(), 'replicas-'))
let database: PostgresServer
let url: string
let replicas: Replica[]

beforeAll(async () => {
  database = await openPostgres()
  url = await database.database('clinic')
  replicas = await Promise.all([1, 2, 3].map(() => startReplica(folder, url)))
}, 60_000)
afterAll(async () => {
  for (const { child } of replicas) child.kill('SIGKILL')
  await database.close()
  rmSync(folder, { recursive: true, force: true })
}, 60_000)

/** The nth replica, round and round: no visitor stays with one. */
const at = (index: number) => replicas[index % replicas.length]!

async function begin() {
  const { json } = await post(`${at(0).url}/token`)
  const { conversationId: id, token } = json as { conversationId: string; token: string }
  await post(`${at(1).url}/v3/directline/conversations`, token)
  const say = (replica: Replica, text: string, named = text) =>
    post(`${replica.url}/v3/directline/conversations/${id}/activities`, token, {
      type: 'message',
      text,
      channelData: { clientActivityID: named }
    })
  const list = async (replica: Replica) => {
    const answer = await fetch(`${replica.url}/v3/directline/conversations/${id}/activities`, {
      headers: { authorization: `Bearer ${token}` }
    })
    const { activities } = (await answer.json()) as { activities: { id: string; text: string }[] }
    return activities.map(({ text }) => text)
  }
  return { id, token, say, list }
}

/** The core that echoes counts: "7: hello" is its seventh turn. */
const counts = (texts: string[]) => texts.filter(text => /^\d+:/.test(text)).map(text => Number.parseInt(text, 10))
const oneAfterAnother = (texts: string[]) => expect(counts(texts)).toEqual(counts(texts).map((_, index) => index + 2))

test('turns of one conversation on three replicas at once are one after another, and one socket hears them all', async () => {
  const { id, token, say, list } = await begin()
  const heard: { id: string; text: string; at: number }[] = []
  const socket = await listen(at(2), id, token, heard)
  const answers = await Promise.all(Array.from({ length: 45 }, (_, index) => say(at(index), `m${index}`)))
  expect(answers.filter(({ status }) => status !== 200)).toEqual([])
  await expect.poll(() => heard.length, { timeout: 10_000 }).toBe(91)
  expect(heard.map(activity => activity.id)).toEqual([...heard.map(activity => activity.id)].sort())
  oneAfterAnother(heard.map(activity => activity.text))
  expect(await list(at(0))).toEqual(heard.map(activity => activity.text))
  socket.close()
})

test('two tabs of one conversation at two replicas: each hears everything once and in order, and neither is closed', async () => {
  const { id, token, say, list } = await begin()
  const tabs = [0, 1].map(() => [] as { id: string; text: string; at: number }[])
  const first = await listen(at(1), id, token, tabs[0]!)
  const second = await listen(at(2), id, token, tabs[1]!)
  for (let index = 0; index < 9; index++) await say(at(index), `m${index}`)
  const whole = await list(at(0))
  for (const heard of tabs) {
    await expect.poll(() => heard.length, { timeout: 5000 }).toBe(whole.length)
    expect(heard.map(({ text }) => text)).toEqual(whole)
    expect(new Set(heard.map(activity => activity.id)).size).toBe(whole.length)
  }
  expect([first.readyState, second.readyState]).toEqual([WebSocket.OPEN, WebSocket.OPEN])

  // A third tab at the second one's replica: that one is closed, as with a single server, and the first goes on.
  const closed = once(second, 'close')
  const third = await listen(at(2), id, token, [], 1)
  expect((await closed)[0]).toBe(4001)
  await say(at(0), 'last')
  await expect.poll(() => tabs[0]!.at(-1)?.text).toMatch(/: last$/)
  for (const socket of [first, third]) socket.close()
})

test('the same activity delivered five times at once to two replicas is one turn', async () => {
  const { say, list } = await begin()
  const answers = await Promise.all([0, 1, 0, 1, 0].map(index => say(at(index), 'once', 'the-same-id')))
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200])
  expect(new Set(answers.map(({ json }) => json.id)).size).toBe(1)
  expect(await list(at(2))).toEqual(['Welcome', 'once', '2: once'])
})

test('one replica is killed -9 under load: all goes on elsewhere, nothing acknowledged is lost, nothing answered twice', async () => {
  const pages = await Promise.all(Array.from({ length: 6 }, begin))
  const acknowledged = pages.map(() => new Set<string>())
  const sending = pages.flatMap((page, index) =>
    Array.from({ length: 15 }, async (_, number) => {
      // What is not answered is sent again, at the next replica, as pages do.
      for (let attempt = 0; ; attempt++) {
        const answer = await page.say(at(index + number + attempt), `m${number}`).catch(() => undefined)
        if (answer?.status === 200) return acknowledged[index]!.add(`m${number}`)
        if (attempt > 20) throw new Error('never answered')
      }
    })
  )
  await Promise.race(sending)
  const killed = replicas.pop()!
  killed.child.kill('SIGKILL')
  const since = performance.now()
  await Promise.all(sending)
  expect(performance.now() - since).toBeLessThan(20_000)
  for (const [index, page] of pages.entries()) {
    const texts = await page.list(at(index))
    for (const text of acknowledged[index]!) expect(texts.filter(kept => kept === text)).toHaveLength(1)
    expect(counts(texts)).toHaveLength(15)
    oneAfterAnother(texts)
  }
})

test('SIGTERM: not ready at once, still answering, then gone with exit code 0', { timeout: 90_000 }, async () => {
  const settings = { DATABASE_URL: url, DRAIN_SECONDS: '2', LOG_LEVEL: 'silent' }
  const { child, url: address } = await startProduct(folder, settings)
  const { json } = await post(`${address}/token`)
  await post(`${address}/v3/directline/conversations`, json.token)
  expect((await fetch(`${address}/readyz`)).status).toBe(200)

  const ended = once(child, 'exit')
  child.kill('SIGTERM')
  await expect.poll(async () => (await fetch(`${address}/readyz`)).status).toBe(503)
  const said = await post(`${address}/v3/directline/conversations/${json.conversationId}/activities`, json.token, {
    type: 'message',
    text: 'does massage help'
  })
  expect(said.status).toBe(200)
  expect(await ended).toEqual([0, null])
})
