import { randomUUID } from 'node:crypto'
import Database from 'libsql'
import { Conversation } from '../domain/conversation.js'
import { createBells } from './bells.js'
import { groupCommit } from './group.js'
import { seenKey } from './seen-key.js'
import { countInFiles, identify, isDamage, makeFolder, removeSetAside, setAside } from './sqlite-file.js'
import { steps } from './sqlite-schema.js'
import {
  activityPage,
  type Change,
  type Committed,
  dayOf,
  type Lifetimes,
  type Store,
  type StoredActivity,
  sweepPortion,
  type Unanswered,
  writtenBy
} from './store.js'
import { StoreError } from './store-error.js'

interface ConversationRow {
  state: string
  version: number
  last: number
}

/** Milliseconds for which another process (a backup, the command line) may hold the file; meanwhile nobody is answered. */
const patience = 500

/**
 * The Store in one SQLite file (made with its folder when missing). WAL and synchronous FULL: what is acknowledged
 * survives kill -9 and a power cut. secure_delete: what is deleted is overwritten with zeros. A file that is damaged or
 * gone while we run is set aside and begun anew; `onDamage` hears of it.
 */
export function createSqliteStore(
  file: string,
  lifetimes: Lifetimes,
  onDamage: (error: unknown) => void = () => {}
): Store {
  const bells = createBells()
  let connection = connect(file, onDamage)
  let logHoldsErased = false

  /** Every use of the file goes through here. The work that meets the damage fails; the next finds a new file. */
  function use<Result>(work: (open: Connection) => Result): Result {
    if (identify(file) !== connection.identity) renew(new Error('The database file was moved or replaced.'))
    try {
      return work(connection)
    } catch (error) {
      if (isDamage(error)) renew(error)
      throw error
    }
  }

  function renew(reason: unknown) {
    onDamage(reason)
    close(connection)
    if (isDamage(reason)) setAside(file, Date.now())
    connection = connect(file, onDamage)
  }

  const inGroup = groupCommit(work => use(({ database }) => transact(database, work)))

  /** Deleted text still stands in the write-ahead log until that is emptied; a reader elsewhere can hold that up. */
  function truncateLog() {
    logHoldsErased = true
    use(({ database }) => {
      const [row] = database.pragma('wal_checkpoint(TRUNCATE)') as [{ busy: number }]
      logHoldsErased = row.busy !== 0
    })
  }

  function apply(change: Change): Committed {
    const { statements } = connection
    const conversation = seenKey(change.conversation)
    const activity = change.seen === null ? null : seenKey(change.seen)
    if (activity !== null) {
      const earlier = statements.seen.get(conversation, activity, change.now) as { first: number } | undefined
      if (earlier) return { outcome: 'repeated', first: earlier.first }
    }
    const row = statements.find.get(change.conversation, change.now) as ConversationRow | undefined
    if ((row?.version ?? 0) !== change.expected) return { outcome: 'stale' }

    // A conversation past its time that nobody has swept yet must not lend its activities to its successor.
    if (!row) statements.eraseActivities.run(change.conversation)
    if (change.forget) {
      statements.eraseActivities.run(change.conversation)
      statements.eraseSeen.run(conversation)
    }
    const last = row?.last ?? 0
    write(change, last)
    if (activity !== null) statements.see.run(conversation, activity, last + 1, change.now + lifetimes.seen)
    return { outcome: 'done', first: last + 1 }
  }

  function write(change: Change, last: number) {
    const { statements } = connection
    const { conversation, state, expected, activities, journal, unanswered, now } = change
    const expires = now + lifetimes.conversation
    statements.save.run(conversation, JSON.stringify(state), expected + 1, last + activities.length, expires)
    activities.forEach((body, index) => void statements.append.run(conversation, last + index + 1, body))
    if (journal && lifetimes.journal > 0) {
      const { decision, urgency, flags, entry, rule } = journal
      statements.note.run(now, decision, urgency, flags.join(' '), entry, rule, now + lifetimes.journal)
    }
    if (unanswered !== null && lifetimes.unanswered > 0) {
      const day = dayOf(now)
      statements.keep.run(randomUUID(), day, unanswered, Date.parse(day) + lifetimes.unanswered)
    }
  }

  /** Runs a statement that removes one portion until there is nothing left for it. */
  async function removeAll(remove: (open: Connection) => number): Promise<number> {
    let total = 0
    for (;;) {
      const removed = await inGroup(() => remove(connection))
      total += removed
      if (removed < sweepPortion) return total
    }
  }

  return {
    async read(id, now) {
      const row = use(({ statements }) => statements.find.get(id, now)) as ConversationRow | undefined
      return row && { state: Conversation.parse(JSON.parse(row.state)), version: row.version, last: row.last }
    },
    async commit(change) {
      const committed = await inGroup(() => apply(change))
      if (committed.outcome !== 'done') return committed
      if (change.forget) truncateLog()
      const news = writtenBy(change, committed.first)
      if (news.length > 0) bells.ring(change.conversation, committed.first + news.length - 1, news)
      return committed
    },
    async activities(id, after, now) {
      return use(({ statements }) => statements.activities.all(id, after, now, activityPage)).map(row => {
        const { sequence, body } = row as StoredActivity
        return { sequence, body }
      })
    },
    watch: bells.watch,
    async unanswered(now) {
      return use(({ statements }) => statements.unanswered.all(now)).map(row => {
        const { day, text } = row as Unanswered
        return { day, text }
      })
    },
    async erase(id) {
      const found = await inGroup(() => {
        const { statements } = connection
        statements.eraseActivities.run(id)
        statements.eraseSeen.run(seenKey(id))
        return statements.erase.run(id).changes > 0
      })
      truncateLog()
      return found
    },
    async traces(id) {
      const { rows } = use(({ statements }) => statements.traces.get(id, id, seenKey(id))) as { rows: number }
      return rows + countInFiles(file, id)
    },
    async sweep(now) {
      const swept = {
        conversations: await removeAll(({ statements }) => {
          statements.sweepActivities.run(now)
          return statements.sweepConversations.run(now).changes
        }),
        seen: await removeAll(({ statements }) => statements.sweepSeen.run(now).changes),
        journal: await removeAll(({ statements }) => statements.sweepJournal.run(now).changes),
        unanswered: await removeAll(({ statements }) => statements.sweepUnanswered.run(now).changes)
      }
      if (logHoldsErased || Object.values(swept).some(count => count > 0)) truncateLog()
      removeSetAside(file, now - lifetimes.conversation)
      return swept
    },
    async close() {
      try {
        truncateLog()
      } finally {
        close(connection)
      }
    }
  }
}

interface Connection {
  database: Database.Database
  statements: ReturnType<typeof prepare>
  identity: number
}

function connect(file: string, onDamage: (error: unknown) => void): Connection {
  try {
    return open(file)
  } catch (error) {
    if (!isDamage(error)) throw error
    onDamage(error)
    setAside(file, Date.now())
    return open(file)
  }
}

function open(file: string): Connection {
  makeFolder(file)
  const database = new Database(file, { timeout: patience })
  try {
    for (const setting of ['journal_mode = WAL', 'synchronous = FULL', 'secure_delete = ON']) database.pragma(setting)
    migrate(database, file)
    return { database, statements: prepare(database), identity: identify(file) }
  } catch (error) {
    database.close()
    throw error
  }
}

function migrate(database: Database.Database, file: string) {
  transact(database, () => {
    const [{ user_version: version }] = database.pragma('user_version') as [{ user_version: number }]
    if (version > steps.length)
      throw new StoreError(
        `${file} has tables of version ${version}, this program writes version ${steps.length}: ` +
          'start the version that made it, or move the file away to begin anew.'
      )
    for (const step of steps.slice(version)) database.exec(step)
    if (version < steps.length) database.exec(`PRAGMA user_version = ${steps.length}`)
  })
}

function close({ database }: Connection) {
  try {
    database.close()
  } catch {}
}

function transact(database: Database.Database, work: () => void) {
  database.exec('BEGIN IMMEDIATE')
  try {
    work()
    database.exec('COMMIT')
  } catch (error) {
    if (database.inTransaction) database.exec('ROLLBACK')
    throw error
  }
}

function prepare(database: Database.Database) {
  const sql = (text: string) => database.prepare(text)
  const ended = `SELECT id FROM conversations WHERE expires <= ? ORDER BY expires LIMIT ${sweepPortion}`
  return {
    find: sql('SELECT state, version, last FROM conversations WHERE id = ? AND expires > ?'),
    save: sql(
      'INSERT INTO conversations (id, state, version, last, expires) VALUES (?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE ' +
        'SET state = excluded.state, version = excluded.version, last = excluded.last, expires = excluded.expires'
    ),
    append: sql('INSERT INTO activities (conversation, sequence, body) VALUES (?, ?, ?)'),
    activities: sql(
      'SELECT sequence, body FROM activities JOIN conversations ON id = conversation ' +
        'WHERE conversation = ? AND sequence > ? AND expires > ? ORDER BY sequence LIMIT ?'
    ),
    seen: sql('SELECT first FROM seen WHERE conversation = ? AND activity = ? AND expires > ?'),
    see: sql('INSERT OR REPLACE INTO seen (conversation, activity, first, expires) VALUES (?, ?, ?, ?)'),
    note: sql('INSERT INTO journal (at, decision, urgency, flags, entry, rule, expires) VALUES (?, ?, ?, ?, ?, ?, ?)'),
    keep: sql('INSERT INTO unanswered (id, day, text, expires) VALUES (?, ?, ?, ?)'),
    unanswered: sql('SELECT day, text FROM unanswered WHERE expires > ? ORDER BY day DESC, id'),
    erase: sql('DELETE FROM conversations WHERE id = ?'),
    eraseActivities: sql('DELETE FROM activities WHERE conversation = ?'),
    eraseSeen: sql('DELETE FROM seen WHERE conversation = ?'),
    traces: sql(
      'SELECT (SELECT count(*) FROM conversations WHERE id = ?) + (SELECT count(*) FROM activities WHERE conversation = ?) ' +
        '+ (SELECT count(*) FROM seen WHERE conversation = ?) AS rows'
    ),
    sweepActivities: sql(`DELETE FROM activities WHERE conversation IN (${ended})`),
    sweepConversations: sql(`DELETE FROM conversations WHERE id IN (${ended})`),
    sweepSeen: sql(
      `DELETE FROM seen WHERE (conversation, activity) IN ` +
        `(SELECT conversation, activity FROM seen WHERE expires <= ? LIMIT ${sweepPortion})`
    ),
    sweepJournal: sql(
      `DELETE FROM journal WHERE id IN (SELECT id FROM journal WHERE expires <= ? LIMIT ${sweepPortion})`
    ),
    sweepUnanswered: sql(
      `DELETE FROM unanswered WHERE id IN (SELECT id FROM unanswered WHERE expires <= ? LIMIT ${sweepPortion})`
    )
  }
}
