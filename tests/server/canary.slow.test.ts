import { type ChildProcess, execFile } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import Database from 'libsql'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createPostgresStore } from '../../src/storage/postgres.js'
import { createSqliteStore } from '../../src/storage/sqlite.js'
import { built } from '../built.js'
import { openPostgres, type PostgresServer } from '../storage/postgres-server.js'
import { testLifetimes } from '../storage/writing.js'
import { findPort } from './port.js'
import { type Environment, startProduct } from './product.js'
import { post } from './replica.js'

// A name, a phone, an NHS number, a symptom and ids, as nobody else has them. They are sent by every door there is.
const name = 'Quillabeth Zornhagen'
const phone = '07700 900461'
const nhs = '943 476 5919'
const symptom = 'wobblefibrositis'
const names = name.split(' ')
const canaries = [
  ...names,
  ...names.map(part => part.toLowerCase()),
  ...[phone, nhs].flatMap(number => [number, number.replaceAll(' ', '')]),
  symptom,
  'canary-'
]
const messages = [
  `my name is ${name}, can you ring me on ${phone}? NHS number ${nhs}, it is about my ${symptom}`,
  `${name} here: I have wet myself and I cannot feel when I wipe, ${symptom}, ${phone}`,
  `do you treat ${symptom} near ${name}`,
  'how often should I come'
]
const channels = ['msteams', 'webchat', 'slack', 'telegram', 'sms', 'email', 'emulator', 'canary-channel']
const hasCanary = (text: string) => canaries.filter(canary => text.includes(canary))

const run = promisify(execFile)
let database: PostgresServer
beforeAll(async () => {
  database = await openPostgres()
}, 60_000)
afterAll(() => database.close(), 60_000)

describe.each(['SQLite', 'PostgreSQL'])('on %s', engine => {
  const folder = mkdtempSync(join(tmpdir(), 'words-'))
  let env: Environment
  let server: ChildProcess
  let printed: () => string
  let url: string

  beforeAll(async () => {
    const databaseUrl =
      engine === 'SQLite' ? {} : { DATABASE_URL: await database.database('words'), DRAIN_SECONDS: '0' }
    const metricsPort = String(await findPort())
    const settings = { LOG_LEVEL: 'trace', PLAYGROUND: 'yes', METRICS_PORT: metricsPort, ...databaseUrl }
    ;({ child: server, url, env, printed } = await startProduct(folder, settings))
  }, 90_000)
  afterAll(async () => {
    const ended = once(server, 'exit')
    server.kill('SIGKILL')
    await ended
    rmSync(folder, { recursive: true, force: true })
  })

  async function talk() {
    const { json } = await post(`${url}/token`)
    const { conversationId: id, token } = json as { conversationId: string; token: string }
    await post(`${url}/v3/directline/conversations`, token)
    const say = (text: string, at = '') =>
      post(`${url}/v3/directline/conversations/${id}/activities`, token, {
        type: 'message',
        text,
        from: { id: 'canary-user', name },
        channelData: { clientActivityID: `canary-${text}${at}` }
      })
    for (const text of messages) expect((await say(text)).status).toBe(200)
    return { id, say }
  }

  const sendByChannel = (channelId: string, text: string, index: number) =>
    post(`${url}/api/messages`, undefined, {
      type: 'message',
      id: `canary-${channelId}-${index}`,
      text,
      channelId,
      serviceUrl: 'http://127.0.0.1:9',
      deliveryMode: 'expectReplies',
      conversation: { id: `canary-conversation-${channelId}` },
      from: { id: 'canary-user', name },
      recipient: { id: 'bot', name: 'bot' }
    })

  /** What does not go well must not write words down either. */
  async function sendBadly() {
    const bad = { method: 'POST', headers: { 'content-type': 'application/json', authorization: `Bearer ${symptom}` } }
    await fetch(`${url}/api/messages`, { ...bad, body: `{"text": "${name} ${symptom}` })
    await fetch(`${url}/v3/directline/conversations/canary-none/activities`, { ...bad, body: `{"type": "${symptom}"}` })
    await fetch(`${url}/canary-page?name=${encodeURIComponent(name)}`)
  }

  /** All rows of all tables, by table. */
  async function dump(): Promise<Record<string, string>> {
    const tables = ['conversations', 'activities', 'seen', 'journal', 'unanswered']
    const texts = async (read: (table: string) => unknown) =>
      Object.fromEntries(await Promise.all(tables.map(async table => [table, JSON.stringify(await read(table))])))
    if (engine === 'SQLite') {
      const file = new Database(join(folder, 'clinic.db'))
      const found = await texts(table => file.prepare(`SELECT * FROM ${table}`).all())
      file.close()
      return found
    }
    const client = new pg.Pool({ connectionString: env.DATABASE_URL })
    const found = await texts(async table => (await client.query(`SELECT * FROM ${table}`)).rows)
    await client.end()
    return found
  }

  function filesWith(words: string[]): string[] {
    const found: string[] = []
    for (const place of engine === 'SQLite' ? [folder] : [folder, database.folder])
      for (const entry of readdirSync(place, { recursive: true, withFileTypes: true })) {
        if (!entry.isFile() || /^(matcher|rank)-/.test(entry.name)) continue
        const bytes = readFileSync(join(entry.parentPath, entry.name))
        for (const word of words) if (bytes.includes(word)) found.push(`${word} in ${entry.name}`)
      }
    return found
  }

  const metrics = async () => (await fetch(`http://127.0.0.1:${env.METRICS_PORT}/metrics`)).text()
  const command = (...args: string[]) => run(process.execPath, [built('cli/main.js'), ...args], { env })

  test('words and ids of people are in their conversation and nowhere else, and after it nowhere', {
    timeout: 120_000
  }, async () => {
    const [forgetting, erased, expiring] = [await talk(), await talk(), await talk()]
    for (const channel of channels)
      for (const [index, text] of messages.entries())
        expect((await sendByChannel(channel, text, index)).status).toBe(200)
    await sendBadly()

    const during = await dump()
    if (engine === 'SQLite') expect(hasCanary(during.activities!)).not.toEqual([])
    else expect(hasCanary(during.activities!)).toEqual([])
    expect(during.journal).toContain('see-a-doctor')
    for (const table of ['seen', 'journal', 'unanswered']) expect(hasCanary(during[table]!), table).toEqual([])
    const { stdout } = await command('unanswered')
    expect(stdout).toMatch(
      /^\d{4}-\d\d-\d\d {2}my name is …, can you ring me on \[phone\]\? NHS number \[NHS number\], it is about my …$/m
    )
    expect(hasCanary(stdout)).toEqual([])

    expect((await forgetting.say('forget me')).status).toBe(200)
    const proof = await command('forget', erased.id)
    expect(proof.stdout).toContain('0 rows, 0 places')
    const parts = { lifetimes: testLifetimes, onError: () => {} }
    const store =
      engine === 'SQLite'
        ? createSqliteStore(join(folder, 'clinic.db'), testLifetimes)
        : await createPostgresStore({ url: env.DATABASE_URL!, ...parts })
    for (const channel of channels) await store.erase(`${channel}:canary-conversation-${channel}`)
    expect((await store.sweep(Date.now() + 61 * 60_000)).conversations).toBeGreaterThan(0)
    await store.close()

    const after = await dump()
    for (const [table, rows] of Object.entries(after)) expect(hasCanary(rows), table).toEqual([])
    expect(filesWith([...canaries, forgetting.id, erased.id, expiring.id])).toEqual([])
    const log = printed()
    expect(hasCanary(log)).toEqual([])
    for (const { id } of [forgetting, erased, expiring]) expect(log).not.toContain(id)
    expect(log).toContain('"event":"turn"')
    const counted = await metrics()
    expect(counted).toContain('clinic_turns_total')
    expect(hasCanary(counted)).toEqual([])
  })
})
