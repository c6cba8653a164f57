import type Database from 'libsql'
import { sweepPortion } from './store.js'

export type Statements = ReturnType<typeof prepareStatements>

/** Every statement of the store in SQLite, parsed once for each connection. */
export function prepareStatements(database: Database.Database) {
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
    hold: sql('INSERT OR REPLACE INTO undelivered (conversation, activity, body, expires) VALUES (?, ?, ?, ?)'),
    undelivered: sql('SELECT body FROM undelivered WHERE conversation = ? AND activity = ? AND expires > ?'),
    delivered: sql('DELETE FROM undelivered WHERE conversation = ? AND activity = ?'),
    eraseUndelivered: sql('DELETE FROM undelivered WHERE conversation = ?'),
    traces: sql(
      'SELECT (SELECT count(*) FROM conversations WHERE id = ?) + (SELECT count(*) FROM activities WHERE conversation = ?) ' +
        '+ (SELECT count(*) FROM seen WHERE conversation = ?) + (SELECT count(*) FROM undelivered WHERE conversation = ?) AS rows'
    ),
    sweepActivities: sql(`DELETE FROM activities WHERE conversation IN (${ended})`),
    sweepConversations: sql(`DELETE FROM conversations WHERE id IN (${ended})`),
    sweepSeen: sql(
      `DELETE FROM seen WHERE (conversation, activity) IN ` +
        `(SELECT conversation, activity FROM seen WHERE expires <= ? LIMIT ${sweepPortion})`
    ),
    sweepUndelivered: sql(
      `DELETE FROM undelivered WHERE (conversation, activity) IN ` +
        `(SELECT conversation, activity FROM undelivered WHERE expires <= ? LIMIT ${sweepPortion})`
    ),
    sweepJournal: sql(
      `DELETE FROM journal WHERE id IN (SELECT id FROM journal WHERE expires <= ? LIMIT ${sweepPortion})`
    ),
    sweepUnanswered: sql(
      `DELETE FROM unanswered WHERE id IN (SELECT id FROM unanswered WHERE expires <= ? LIMIT ${sweepPortion})`
    )
  }
}
