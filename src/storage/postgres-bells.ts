import pg from 'pg'
import { createBells } from './bells.js'
import type { StoredActivity } from './store.js'

const channel = 'activities'

/** Milliseconds between two looks at what has changed: so late a bell may be when its notice was lost. */
const lookEvery = 1500
const retryAfter = 300
/** Milliseconds after which a look that was not answered shows that nobody is there. */
const lookLimit = 1500
/** What was committed by this much before the last look may become visible only after it. */
const overlap = "interval '5 seconds'"

export interface PostgresBellParts {
  settings: pg.ClientConfig
  /** Sends a query through the pool. */
  query: (text: string, values: unknown[]) => Promise<unknown>
  onError: (error: unknown) => void
}

/**
 * Bells across replicas, by the keys of conversations. A NOTIFY is the doorbell, and it can be lost: while we connect
 * again, or because it was never sent. So every look asks which conversations have changed since the last one. The look is
 * at the same time the heartbeat of the connection: a server that froze is noticed by it.
 */
export function createPostgresBells({ settings, query, onError }: PostgresBellParts) {
  const bells = createBells()
  let client: pg.Client | undefined
  let since: string | null = null
  let timer: NodeJS.Timeout | undefined
  let closed = false

  async function connect() {
    const fresh = new pg.Client({ ...settings, query_timeout: lookLimit })
    fresh.on('error', () => {})
    try {
      await fresh.connect()
      fresh.on('notification', ({ payload }) => ringFor(payload))
      await fresh.query(`LISTEN ${channel}`)
      client = fresh
    } catch (error) {
      drop(fresh)
      throw error
    }
  }

  /** "KEY LAST": who has all up to that number need not read anything, and most of those that are told of have. */
  function ringFor(told = '') {
    const [key, last] = told.split(' ')
    if (key) bells.ring(key, Number(last))
  }

  async function look(listener: pg.Client) {
    const { rows } = await listener.query<{ now: string; told: string[] | null }>(
      `SELECT clock_timestamp()::text AS now, (SELECT array_agg(id || ' ' || last) FROM conversations
        WHERE changed > coalesce($1::timestamptz, clock_timestamp()) - ${overlap}) AS told`,
      [since]
    )
    since = rows[0]?.now ?? null
    for (const told of rows[0]?.told ?? []) ringFor(told)
  }

  function hangUp() {
    if (client) drop(client)
    client = undefined
  }

  async function turn() {
    let pause = lookEvery
    try {
      if (!client) await connect()
      if (client && !closed) await look(client)
    } catch (error) {
      if (!closed) onError(error)
      hangUp()
      pause = retryAfter
    }
    // Closed while it was connecting: nobody else would hang up.
    if (closed) return hangUp()
    timer = setTimeout(turn, pause)
    timer.unref()
  }
  void turn()

  // Notices are sent after the commit and in groups: a NOTIFY takes a lock that all commits of the server share.
  let waiting = new Map<string, number>()
  let sending = false
  async function send() {
    if (sending) return
    sending = true
    while (waiting.size > 0 && !closed) {
      const told = [...waiting].map(([key, last]) => `${key} ${last}`)
      waiting = new Map()
      await query('SELECT pg_notify($1, told) FROM unnest($2::text[]) AS told', [channel, told]).catch(() => {})
    }
    sending = false
  }

  return {
    watch: bells.watch,
    /** Rings here at once and, as soon as may be, on every other replica. */
    ring(key: string, last: number, news: StoredActivity[]) {
      bells.ring(key, last, news)
      waiting.set(key, Math.max(last, waiting.get(key) ?? 0))
      void send()
    },
    close() {
      closed = true
      clearTimeout(timer)
      hangUp()
    }
  }
}

/** Ends a connection without waiting for a server that may not answer. */
const drop = (client: pg.Client) => void client.end().catch(() => {})
