import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, rmSync, unlinkSync, writeFileSync } from 'node:fs'
import { Agent, request } from 'node:http'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import Database from 'libsql'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openPostgres, type PostgresServer } from '../storage/postgres-server.js'
import { openProxy, type SlowProxy } from '../storage/proxy.js'
import { type Clinic, openClinic, openPage, safetyLine } from './fake-clinic.js'

// Short versions of `npm run faults`. Whatever happens to the store: an answer or an honest 503 within 3 seconds, and
// all goes on within 5 seconds after the end.
const answerWithin = 3000
const recoverWithin = 5000

type Page = Awaited<ReturnType<typeof openPage>>

let names = 0
async function say(page: Page, named = `n${++names}`) {
  const began = performance.now()
  const { status, json } = await page.say(named, { channelData: { clientActivityID: named } })
  expect(performance.now() - began).toBeLessThan(answerWithin)
  expect([200, 503]).toContain(status)
  if (status === 503) expect(json.error.message).toBe(safetyLine)
  return status
}

/** Everything in the conversation, and that the echoing core's counts have no gap and no double. */
async function readWhole(page: Page) {
  const { json } = await page.read()
  const texts: string[] = json.activities.map(({ text }: { text: string }) => text)
  const counts = texts.filter(text => /^\d+:/.test(text)).map(text => Number.parseInt(text, 10))
  expect(counts).toEqual(counts.map((_, index) => index + 2))
  return texts.filter(text => text !== safetyLine)
}

const goesOn = (page: Page) => expect.poll(() => say(page), { timeout: recoverWithin, interval: 200 }).toBe(200)

describe('a PostgreSQL', () => {
  let database: PostgresServer
  let proxy: SlowProxy
  let clinic: Clinic
  let page: Page
  beforeAll(async () => {
    database = await openPostgres()
    proxy = await openProxy(database.port)
    const address = new URL(await database.database('faults'))
    address.port = String(proxy.port)
    clinic = await openClinic({ databaseUrl: address.href })
  }, 60_000)
  afterAll(async () => {
    await clinic.close()
    proxy.close()
    await database.close()
  }, 60_000)

  test('that is frozen', async () => {
    page = await openPage(clinic)
    expect(await say(page)).toBe(200)
    database.signal('SIGSTOP')
    try {
      for (let message = 0; message < 4; message++) expect(await say(page)).toBe(503)
    } finally {
      database.signal('SIGCONT')
    }
    await goesOn(page)
    await readWhole(page)
  })

  test('that is stopped, and started again', async () => {
    page = await openPage(clinic)
    expect(await say(page)).toBe(200)
    await database.stop()
    for (let message = 0; message < 4; message++) expect(await say(page)).toBe(503)
    await database.start()
    await goesOn(page)
    await readWhole(page)
  })

  test('that answers half a second late', async () => {
    page = await openPage(clinic)
    proxy.delay = 500
    try {
      expect([await say(page), await say(page)]).toEqual([200, 200])
    } finally {
      proxy.delay = 0
    }
  })

  test('whose connections are all dead, and nobody has said so', async () => {
    // As many as there are at most.
    const crowd = await Promise.all(Array.from({ length: 30 }, () => openPage(clinic)))
    await Promise.all(crowd.map(each => say(each)))
    page = crowd[0]!
    proxy.silence()
    const began = performance.now()
    await goesOn(page)
    expect(performance.now() - began).toBeLessThan(recoverWithin)
    for (let message = 0; message < 10; message++) expect(await say(page)).toBe(200)
    await readWhole(page)
  })

  test('whose connections are cut under load: each message is taken once in the end', async () => {
    page = await openPage(clinic)
    const cutting = setInterval(proxy.cut, 150)
    const taken: string[] = []
    const sending = Array.from({ length: 6 }, async (_, index) => {
      const named = `cut-${index}`
      while ((await say(page, named)) !== 200) await wait(400)
      taken.push(named)
    })
    await wait(1500)
    clearInterval(cutting)
    await Promise.all(sending)
    const texts = await readWhole(page)
    for (const named of taken) expect(texts.filter(text => text === named)).toHaveLength(1)
  })
})

describe('a SQLite file', () => {
  const folder = mkdtempSync(join(tmpdir(), 'faults-'))
  test('that is overwritten by garbage: new conversations at once', async () => {
    const clinic = await openClinic({ folder: join(folder, 'garbage') })
    const page = await openPage(clinic)
    expect(await say(page)).toBe(200)
    for (const part of ['', '-wal', '-shm'])
      writeFileSync(join(folder, 'garbage', `clinic.db${part}`), Buffer.alloc(100_000, 'garbage '))
    await expect
      .poll(
        async () => {
          const { status } = await (await openPage(clinic)).say('hello')
          expect([200, 404, 503]).toContain(status)
          return status
        },
        { timeout: recoverWithin }
      )
      .toBe(200)
    expect(clinic.logged.join('')).not.toContain('request-failed')
    await clinic.close()
  })

  test('that another program holds: 503 for everybody in time, and on at once when it lets go', async () => {
    const clinic = await openClinic({ folder: join(folder, 'held') })
    const pages = await Promise.all(Array.from({ length: 20 }, () => openPage(clinic)))
    const holder = new Database(join(folder, 'held', 'clinic.db'))
    holder.exec('BEGIN IMMEDIATE')
    for (let round = 0; round < 2; round++)
      expect(new Set(await Promise.all(pages.map(page => say(page))))).toEqual(new Set([503]))
    holder.exec('ROLLBACK')
    holder.close()
    expect(new Set(await Promise.all(pages.map(page => say(page))))).toEqual(new Set([200]))
    await readWhole(pages[0]!)
    await clinic.close()
  })

  // A small file system of its own takes root, on Linux.
  const disk = join(folder, 'disk')
  mkdirSync(disk)
  const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=4m', 'tmpfs', disk]).status === 0
  afterAll(() => {
    if (mounted) spawnSync('umount', ['-l', disk])
    rmSync(folder, { recursive: true, force: true })
  })

  test.runIf(mounted)('on a disk that is full', async () => {
    const clinic = await openClinic({ folder: disk })
    const page = await openPage(clinic)
    expect(await say(page)).toBe(200)
    const ballast = join(disk, 'ballast')
    for (let piece = 1 << 20; piece >= 512; piece >>= 1) {
      try {
        for (;;) writeFileSync(ballast, Buffer.alloc(piece), { flag: 'a' })
      } catch {}
    }
    expect([await say(page), await say(page), await say(page)]).toContain(503)
    unlinkSync(ballast)
    await goesOn(page)
    await readWhole(page)
    await clinic.close()
  })
})

test('a clock that jumps back a day and on again by two: whoever writes is answered', async () => {
  const clinic = await openClinic()
  const page = await openPage(clinic)
  const hour = 3_600_000
  clinic.time.ahead = -24 * hour
  expect(await say(page)).toBe(200)
  clinic.time.ahead = 24 * hour
  // By this clock the conversation is long over, and so is the token: a new one begins.
  expect((await page.say('hello')).status).toBe(403)
  expect(await say(await openPage(clinic))).toBe(200)
  clinic.time.ahead = 0
  expect(await say(await openPage(clinic))).toBe(200)
  await clinic.close()
})

// Node takes all files that it may: fewer are given by the shell.
test.runIf(process.platform === 'linux')(
  'no file handle left: who is here is answered, and on at once when there are some',
  async () => {
    const folder = mkdtempSync(join(tmpdir(), 'handles-'))
    const script = fileURLToPath(new URL('killed-clinic.ts', import.meta.url))
    const command = `ulimit -n 200; exec "${process.execPath}" --import tsx "${script}" "${folder}"`
    const child = spawn('sh', ['-c', command], { stdio: ['ignore', 'pipe', 'inherit'] })
    const [printed] = await once(child.stdout, 'data')
    const url = String(printed).trim()
    // One connection that stays open, as a page's or a proxy's does.
    const agent = new Agent({ keepAlive: true, maxSockets: 1 })
    const ask = (path: string, token?: string, body?: object) =>
      new Promise<{ status: number; text: string }>((resolve, reject) => {
        const headers = { 'content-type': 'application/json', ...(token ? { authorization: `Bearer ${token}` } : {}) }
        const asked = request(url + path, { method: 'POST', agent, headers, timeout: answerWithin }, response => {
          let text = ''
          response.on('data', part => {
            text += part
          })
          response.on('end', () => resolve({ status: response.statusCode ?? 0, text }))
        })
        asked.on('timeout', () => asked.destroy(new Error('no answer in time')))
        asked.on('error', reject)
        asked.end(JSON.stringify(body ?? {}))
      })
    const { conversationId, token } = JSON.parse((await ask('/token')).text)
    await ask('/v3/directline/conversations', token)
    const sayThere = async (text: string) =>
      (await ask(`/v3/directline/conversations/${conversationId}/activities`, token, { type: 'message', text })).status

    const { hostname, port } = new URL(url)
    const crowd = Array.from({ length: 300 }, () => connect(Number(port), hostname).on('error', () => {}))
    await wait(1000)
    await expect(fetch(`${url}/healthz`, { signal: AbortSignal.timeout(1000) })).rejects.toThrow()
    for (let message = 0; message < 5; message++) expect(await sayThere('hello')).toBe(200)
    for (const socket of crowd) socket.destroy()
    const health = () =>
      fetch(`${url}/healthz`, { signal: AbortSignal.timeout(1000) }).then(
        ({ status }) => status,
        () => 0
      )
    await expect.poll(health, { timeout: recoverWithin }).toBe(200)
    expect(await sayThere('again')).toBe(200)

    agent.destroy()
    child.kill('SIGKILL')
    rmSync(folder, { recursive: true, force: true })
  }
)
