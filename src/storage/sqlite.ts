import { mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import Database from 'libsql'
import { Conversation } from '../domain/conversation.js'
import { groupCommit } from './group.js'
import { schema, schemaVersion } from './schema.js'
import { seenKey } from './seen-key.js'
import { activityPage, type Change, type Committed, type Lifetimes, type Store, type StoredActivity } from './store.js'

interface ConversationRow {
  state: string
  version: number
  last: number
}

/**
 * The Store in one SQLite file (made with its folder when missing). WAL and synchronous FULL: what is acknowledged
 * survives kill -9 and a power cut. secure_delete: what is deleted is overwritten with zeros.
 */
export function createSqliteStore(file: string, lifetimes: Lifetimes): Store {
  const database = open(file)
  const statements = prepare(database)
  const inGroup = groupCommit(work => transact(database, work))
  const truncateLog = () => void database.pragma('wal_checkpoint(TRUNCATE)')

  const find = (id: string, now: number) => statements.find.get(id, now) as ConversationRow | undefined

  function apply(change: Change): Committed {
    const conversation = seenKey(change.conversation)
    const activity = change.seen === null ? null : seenKey(change.seen)
    if (activity !== null) {
      const earlier = statements.seen.get(conversation, activity, change.now) as { first: number } | undefined
      if (earlier) return { outcome: 'repeated', first: earlier.first }
    }
    const row = find(change.conversation, change.now)
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
    const { conversation, state, expected, activities, journal, now } = change
    const expires = now + lifetimes.conversation
    statements.save.run(conversation, JSON.stringify(state), expected + 1, last + activities.length, expires)
    activities.forEach((body, index) => void statements.append.run(conversation, last + index + 1, body))
    if (!journal) return
    const { decision, urgency, flags, entry, rule } = journal
    statements.note.run(now, decision, urgency, flags.join(' '), entry, rule, now + lifetimes.journal)
  }

  return {
    async read(id, now) {
      const row = find(id, now)
      return row && { state: Conversation.parse(JSON.parse(row.state)), version: row.version, last: row.last }
    },
    async commit(change) {
      const committed = await inGroup(() => apply(change))
      if (change.forget && committed.outcome === 'done') truncateLog()
      return committed
    },
    async activities(id, after, now) {
      return statements.activities.all(id, after, now, activityPage).map(row => {
        const { sequence, body } = row as StoredActivity
        return { sequence, body }
      })
    },
    async erase(id) {
      const found = await inGroup(() => {
        statements.eraseActivities.run(id)
        statements.eraseSeen.run(seenKey(id))
        return statements.erase.run(id).changes > 0
      })
      // The deleted text still stands in the write-ahead log until that is emptied.
      truncateLog()
      return found
    },
    async sweep(now) {
      const swept = await inGroup(() => {
        statements.sweepActivities.run(now)
        return {
          conversations: statements.sweepConversations.run(now).changes,
          seen: statements.sweepSeen.run(now).changes,
          journal: statements.sweepJournal.run(now).changes
        }
      })
      if (swept.conversations + swept.seen + swept.journal > 0) truncateLog()
      return swept
    },
    async close() {
      truncateLog()
      database.close()
    }
  }
}

function open(file: string): Database.Database {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 })
  const database = new Database(file, { timeout: 2000 })
  for (const setting of ['journal_mode = WAL', 'synchronous = FULL', 'secure_delete = ON']) database.pragma(setting)
  const [row] = database.pragma('user_version') as [{ user_version: number }]
  if (row.user_version === 0) {
    transact(database, () => database.exec(`${schema}PRAGMA user_version = ${schemaVersion};`))
  } else if (row.user_version !== schemaVersion) {
    database.close()
    throw new Error(
      `${file} has tables of version ${row.user_version}, this program writes version ${schemaVersion}: ` +
        'start the version that made it, or move the file away to begin anew.'
    )
  }
  return database
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
  const ended = 'SELECT id FROM conversations WHERE expires <= ?'
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
    erase: sql('DELETE FROM conversations WHERE id = ?'),
    eraseActivities: sql('DELETE FROM activities WHERE conversation = ?'),
    eraseSeen: sql('DELETE FROM seen WHERE conversation = ?'),
    sweepActivities: sql(`DELETE FROM activities WHERE conversation IN (${ended})`),
    sweepConversations: sql('DELETE FROM conversations WHERE expires <= ?'),
    sweepSeen: sql('DELETE FROM seen WHERE expires <= ?'),
    sweepJournal: sql('DELETE FROM journal WHERE expires <= ?')
  }
}
