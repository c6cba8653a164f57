import { randomBytes } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'
import pg from 'pg'
import { Conversation } from '../domain/conversation.js'
import { createBreaker } from './breaker.js'
import { createPostgresBells } from './postgres-bells.js'
import { countCalls } from './postgres-count.js'
import { migrate } from './postgres-migrate.js'
import { createSeal } from './seal.js'
import { seenKey } from './seen-key.js'
import {
  activityPage,
  type Change,
  type Committed,
  dayOf,
  type Lifetimes,
  type Store,
  sweepPortion,
  type Unanswered,
  writtenBy
} from './store.js'

export interface PostgresParts {
  /** postgres://user:password@host:port/database */
  url: string
  lifetimes: Lifetimes
  /** Hears of connections that break and of a server that is not there yet. */
  onError: (error: unknown) => void
}

export interface PostgresStore extends Store {
  /** The secret that all replicas share; made by the first one that asks. */
  sharedSecret(): Promise<string>
  /** Adds calls to what was counted of each key in its current span of seconds, on all replicas together. In the same order. */
  count(
    calls: { key: string; calls: number }[],
    seconds: number
  ): Promise<{ calls: number; millisecondsLeft: number }[]>
}

/** Milliseconds. A visitor is answered within 3 seconds, so who waits for one call gets a third of that. */
const callLimit = 1000

/** Milliseconds after which a call that nobody waits for any more gives its connection back, or up. */
const limits = {
  connectionTimeoutMillis: 2500,
  statement_timeout: 2500,
  query_timeout: 3000,
  idle_in_transaction_session_timeout: 2000,
  keepAlive: true
}
const connections = 20

/** The Store in PostgreSQL, for several replicas. Waits for the server as long as it is not there. */
export async function createPostgresStore({ url, lifetimes, onError }: PostgresParts): Promise<PostgresStore> {
  const settings = { connectionString: url, application_name: 'ask-the-clinic', ...limits }
  let pool = openPool()
  await migrate(settings, onError)

  const run = createBreaker({ limit: callLimit, rest: 300, timer: () => performance.now(), onSilence: renewPool })
  const query = <Row extends pg.QueryResultRow>(text: string, values: unknown[] = []) =>
    run(() => pool.query<Row>(text, values))
  const bells = createPostgresBells({ settings, query, onError })

  function openPool() {
    const opened = new pg.Pool({ ...settings, max: connections, idleTimeoutMillis: 60_000 })
    // Without a listener a connection that breaks while it is idle ends the process.
    opened.on('error', onError)
    return opened
  }

  /** A firewall that has forgotten our connections has forgotten them all: tried one by one, twenty would take half a minute. */
  function renewPool() {
    void pool.end().catch(() => {})
    pool = openPool()
  }

  async function removeAll(table: string, key: string, now: number): Promise<number> {
    const portion = `SELECT ${key} FROM ${table} WHERE expires <= $1 LIMIT ${sweepPortion} FOR UPDATE SKIP LOCKED`
    for (let total = 0; ; ) {
      const { rowCount } = await query(`DELETE FROM ${table} WHERE (${key}) IN (${portion})`, [now])
      total += rowCount ?? 0
      if ((rowCount ?? 0) < sweepPortion) return total
    }
  }

  async function sweepConversations(now: number): Promise<number> {
    for (let total = 0; ; ) {
      const { rows } = await query<{ count: number }>(
        `WITH ended AS (SELECT id FROM conversations WHERE expires <= $1 LIMIT ${sweepPortion} FOR UPDATE SKIP LOCKED),
          a AS (DELETE FROM activities WHERE conversation IN (SELECT id FROM ended)),
          c AS (DELETE FROM conversations WHERE id IN (SELECT id FROM ended) RETURNING 1)
          SELECT count(*)::integer AS count FROM c`,
        [now]
      )
      total += rows[0]!.count
      if (rows[0]!.count < sweepPortion) return total
    }
  }

  return {
    async read(id, now) {
      const { rows } = await query<{ state: Buffer; version: number; last: number }>(
        'SELECT state, version, last FROM conversations WHERE id = $1 AND expires > $2',
        [seenKey(id), now]
      )
      const [row] = rows
      if (!row) return undefined
      const state = Conversation.parse(JSON.parse(createSeal(id).open(row.state)))
      return { state, version: row.version, last: row.last }
    },
    async commit(change) {
      const key = seenKey(change.conversation)
      const { rows } = await query<{ outcome: Committed['outcome']; first: number }>(
        'SELECT outcome, first FROM commit_turn_to_send($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)',
        writeChange(change, lifetimes)
      )
      const { outcome, first } = rows[0]!
      if (outcome === 'stale') return { outcome }
      const news = outcome === 'done' ? writtenBy(change, first) : []
      if (news.length > 0) bells.ring(key, first + news.length - 1, news)
      return { outcome, first }
    },
    async activities(id, after, now) {
      const { rows } = await query<{ sequence: number; body: Buffer }>(
        `SELECT sequence, body FROM activities JOIN conversations ON id = conversation
          WHERE conversation = $1 AND sequence > $2 AND expires > $3 ORDER BY sequence LIMIT ${activityPage}`,
        [seenKey(id), after, now]
      )
      const seal = createSeal(id)
      return rows.map(({ sequence, body }) => ({ sequence, body: seal.open(body) }))
    },
    watch: (id, ring) => bells.watch(seenKey(id), ring),
    async undelivered(id, activity, now) {
      const { rows } = await query<{ body: Buffer }>(
        'SELECT body FROM undelivered WHERE conversation = $1 AND activity = $2 AND expires > $3',
        [seenKey(id), seenKey(activity), now]
      )
      return rows[0] && createSeal(id).open(rows[0].body)
    },
    async delivered(id, activity) {
      const removing = 'DELETE FROM undelivered WHERE conversation = $1 AND activity = $2'
      await query(removing, [seenKey(id), seenKey(activity)])
    },
    async unanswered(now) {
      const listing = 'SELECT day, text FROM unanswered WHERE expires > $1 ORDER BY day DESC, id'
      return (await query<Unanswered>(listing, [now])).rows
    },
    async erase(id) {
      const { rows } = await query<{ found: boolean }>(
        `WITH a AS (DELETE FROM activities WHERE conversation = $1), s AS (DELETE FROM seen WHERE conversation = $1),
          u AS (DELETE FROM undelivered WHERE conversation = $1),
          c AS (DELETE FROM conversations WHERE id = $1 RETURNING 1) SELECT EXISTS (SELECT FROM c) AS found`,
        [seenKey(id)]
      )
      return rows[0]!.found
    },
    async traces(id) {
      const { rows } = await query<{ rows: number }>(
        `SELECT ((SELECT count(*) FROM conversations WHERE id = $1) + (SELECT count(*) FROM activities WHERE conversation = $1)
          + (SELECT count(*) FROM seen WHERE conversation = $1)
          + (SELECT count(*) FROM undelivered WHERE conversation = $1))::integer AS rows`,
        [seenKey(id)]
      )
      return rows[0]!.rows
    },
    async sweep(now) {
      await query('DELETE FROM limits WHERE ends < clock_timestamp()')
      return {
        conversations: await sweepConversations(now),
        seen: await removeAll('seen', 'conversation, activity', now),
        undelivered: await removeAll('undelivered', 'conversation, activity', now),
        journal: await removeAll('journal', 'id', now),
        unanswered: await removeAll('unanswered', 'id', now)
      }
    },
    async sharedSecret() {
      await query(`INSERT INTO settings (name, value) VALUES ('secret', $1) ON CONFLICT (name) DO NOTHING`, [
        randomBytes(48).toString('base64url')
      ])
      const { rows } = await query<{ value: string }>(`SELECT value FROM settings WHERE name = 'secret'`)
      return rows[0]!.value
    },
    count: (calls, seconds) => countCalls(query, calls, seconds),
    async close() {
      bells.close()
      await Promise.race([pool.end(), wait(callLimit)])
    }
  }
}

/** The values of `commit_turn_to_send`, in its order. */
function writeChange(change: Change, lifetimes: Lifetimes): unknown[] {
  const { conversation, expected, state, seen, activities, forget, now, journal, unanswered, toSend } = change
  const seal = createSeal(conversation)
  const day = dayOf(now)
  const note = journal &&
    lifetimes.journal > 0 && { ...journal, flags: journal.flags.join(' '), expires: now + lifetimes.journal }
  const question = unanswered !== null &&
    lifetimes.unanswered > 0 && { day, text: unanswered, expires: Date.parse(day) + lifetimes.unanswered }
  return [
    seenKey(conversation),
    expected,
    seal.close(JSON.stringify(state)),
    seen === null ? null : seenKey(seen),
    activities.map(seal.close),
    forget,
    now,
    now + lifetimes.conversation,
    now + lifetimes.seen,
    note || null,
    question || null,
    toSend === null ? null : seal.close(toSend)
  ]
}
