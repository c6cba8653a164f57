import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createAdmission } from '../../src/channels/admission.js'
import { createBot } from '../../src/channels/bot.js'
import { createCloudEndpoint } from '../../src/channels/cloud.js'
import { createDirectLine } from '../../src/channels/directline/direct-line.js'
import { createQueue } from '../../src/channels/queue.js'
import type { AppSettings } from '../../src/channels/registration.js'
import type { Respond } from '../../src/domain/respond.js'
import { createLog } from '../../src/operations/log.js'
import { createMemoryLimits } from '../../src/server/limits.js'
import { createServer, type ServerParts } from '../../src/server/server.js'
import { createPostgresStore } from '../../src/storage/postgres.js'
import { createSqliteStore } from '../../src/storage/sqlite.js'
import { lifetimes, type Store } from '../../src/storage/store.js'
import { echo } from '../channels/echo.js'

export const secret = 'a secret of at least thirty-two bytes'
export const safetyLine = 'Sorry, something went wrong. In an emergency call 999.'

export interface ClinicOptions {
  respond?: Respond
  app?: AppSettings
  playground?: boolean
  folder?: string
  server?: Partial<ServerParts>
  /** Turn to true and the store fails like a disk that is gone. */
  fault?: { now: boolean }
  /** A PostgreSQL instead of the SQLite file. */
  databaseUrl?: string
}

/** The whole transport on a free port, over a real store, with a core that echoes. `time.ahead` moves the clock. */
export async function openClinic({
  respond = echo,
  app,
  playground = false,
  folder: given,
  server: wanted = {},
  fault,
  databaseUrl
}: ClinicOptions = {}) {
  const folder = given ?? mkdtempSync(join(tmpdir(), 'clinic-'))
  const time = { ahead: 0 }
  const logged: string[] = []
  const log = createLog('debug', { write: line => void logged.push(line) })
  const clock = () => Date.now() + time.ahead
  const keep = lifetimes(60)
  const engine = databaseUrl
    ? await createPostgresStore({ url: databaseUrl, lifetimes: keep, onError: () => {} })
    : createSqliteStore(join(folder, 'clinic.db'), keep)
  const store = fault ? failing(engine, fault) : engine
  const queue = createQueue()
  const admission = createAdmission({ safetyLine })
  const bot = createBot({ respond, store, log, clock, safetyLine, queue, admission })
  const directLine = createDirectLine({
    bot,
    store,
    log,
    clock,
    secret,
    safetyLine,
    queue,
    retention: keep.conversation
  })
  const limits = wanted.limits ?? createMemoryLimits()
  const server = createServer({
    host: '127.0.0.1',
    port: 0,
    publicUrl: 'http://127.0.0.1:3978',
    allowedOrigins: [],
    trustProxy: 0,
    directLine,
    cloud: createCloudEndpoint({ bot, log, app: app ?? null, playground, limit: limits.turns }),
    pages: {
      home: () => '<title>home</title>',
      faq: () => '<title>faq</title>',
      chat: () => '<title>chat</title>',
      article: slug => (slug === 'massage' ? '<title>massage</title>' : undefined),
      privacy: () => '<title>privacy</title>',
      terms: () => '<title>terms</title>',
      notFound: () => '<title>not found</title>',
      settings: () => ({ suggestions: ['How often?'] })
    },
    isReady: async () => (await store.read('none', clock())) === undefined,
    admission,
    limits,
    log,
    ...wanted
  })
  const { url } = await server.listen()

  return {
    url,
    store,
    time,
    logged,
    directLine,
    folder,
    async close() {
      await server.close()
      await store.close().catch(() => {})
      if (!given) rmSync(folder, { recursive: true, force: true })
    }
  }
}

/** A store that fails on demand: no disk can be pulled out of a test. */
function failing(store: Store, fault: { now: boolean }): Store {
  const orFail =
    <Arguments extends unknown[], Result>(work: (...given: Arguments) => Promise<Result>) =>
    async (...given: Arguments) => {
      if (fault.now) throw new Error('database disk image is malformed')
      return work(...given)
    }
  return { ...store, read: orFail(store.read), commit: orFail(store.commit), activities: orFail(store.activities) }
}

export type Clinic = Awaited<ReturnType<typeof openClinic>>

/** One call with a JSON body; `as` is the bearer. */
export async function call(
  clinic: Pick<Clinic, 'url'>,
  method: string,
  path: string,
  { as, body, headers }: CallOptions = {}
) {
  const response = await fetch(clinic.url + path, {
    method,
    headers: {
      ...(as ? { authorization: `Bearer ${as}` } : {}),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...headers
    },
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) })
  })
  const text = await response.text()
  return {
    status: response.status,
    headers: response.headers,
    text,
    json: text.startsWith('{') ? JSON.parse(text) : undefined
  }
}

interface CallOptions {
  as?: string
  body?: unknown
  headers?: Record<string, string>
}

/** A page that has its token and has started its conversation. */
export async function openPage(clinic: Pick<Clinic, 'url'>) {
  const { json } = await call(clinic, 'POST', '/token')
  const started = await call(clinic, 'POST', '/v3/directline/conversations', { as: json.token })
  const id: string = json.conversationId
  const at = `/v3/directline/conversations/${id}`
  return {
    id,
    at,
    token: json.token as string,
    user: json.userId as string,
    started,
    say: (text: string, extra: object = {}) =>
      call(clinic, 'POST', `${at}/activities`, {
        as: json.token,
        body: { type: 'message', from: { id: 'me' }, text, ...extra }
      }),
    read: (watermark = '') => call(clinic, 'GET', `${at}/activities?watermark=${watermark}`, { as: json.token })
  }
}
