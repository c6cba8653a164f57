import { randomUUID } from 'node:crypto'
import { Conversation } from '../domain/conversation.js'
import { createBells } from './bells.js'
import { groupCommit } from './group.js'
import { seenKey } from './seen-key.js'
import { type Connection, close, connect, transactLater } from './sqlite-connection.js'
import { countInFiles, identify, isDamage, removeSetAside, setAside } from './sqlite-file.js'
import { pragmaLater } from './sqlite-later.js'
import type { Statements } from './sqlite-statements.js'
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

interface ConversationRow {
  state: string
  version: number
  last: number
}

/** Milliseconds. Somebody waits for every write; if it is done after all, his next try finds it. */
const longestWait = 2500

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
  async function use<Result>(work: (open: Connection) => Promise<Result> | Result): Promise<Result> {
    if (identify(file) !== connection.identity) renew(new Error('The database file was moved or replaced.'))
    const used = connection
    try {
      return await work(used)
    } catch (error) {
      if (isDamage(error) && used === connection) renew(error)
      throw error
    }
  }

  function renew(reason: unknown) {
    onDamage(reason)
    const { reader, writer } = connection
    close(reader)
    // A transaction may still be waiting for the disk.
    void group.between(() => close(writer))
    if (isDamage(reason)) setAside(file, Date.now())
    connection = connect(file, onDamage)
  }

  const group = groupCommit<Statements>(
    work => use(({ writer }) => transactLater(writer, () => work(writer.statements))),
    longestWait
  )
  const read = <Result>(work: (statements: Statements) => Result) => use(({ reader }) => work(reader.statements))

  /** Deleted text still stands in the write-ahead log until that is emptied; a reader elsewhere can hold that up. */
  async function truncateLog() {
    logHoldsErased = true
    const emptied = () => use(({ writer }) => pragmaLater(writer.database, 'wal_checkpoint(TRUNCATE)'))
    const [row] = (await group.between(emptied)) as [{ busy: number }]
    logHoldsErased = row.busy !== 0
  }

  function apply(statements: Statements, change: Change): Committed {
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
      statements.eraseUndelivered.run(conversation)
    }
    const last = row?.last ?? 0
    write(statements, change, last)
    if (activity !== null) {
      statements.see.run(conversation, activity, last + 1, change.now + lifetimes.seen)
      if (change.toSend !== null)
        statements.hold.run(conversation, activity, change.toSend, change.now + lifetimes.conversation)
    }
    return { outcome: 'done', first: last + 1 }
  }

  function write(statements: Statements, change: Change, last: number) {
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
  async function removeAll(remove: (statements: Statements) => number): Promise<number> {
    let total = 0
    for (;;) {
      const removed = await group.write(remove)
      total += removed
      if (removed < sweepPortion) return total
    }
  }

  return {
    async read(id, now) {
      const row = (await read(statements => statements.find.get(id, now))) as ConversationRow | undefined
      return row && { state: Conversation.parse(JSON.parse(row.state)), version: row.version, last: row.last }
    },
    async commit(change) {
      const committed = await group.write(statements => apply(statements, change))
      if (committed.outcome !== 'done') return committed
      if (change.forget) await truncateLog()
      const news = writtenBy(change, committed.first)
      if (news.length > 0) bells.ring(change.conversation, committed.first + news.length - 1, news)
      return committed
    },
    async activities(id, after, now) {
      const rows = await read(statements => statements.activities.all(id, after, now, activityPage))
      return rows.map(row => {
        const { sequence, body } = row as StoredActivity
        return { sequence, body }
      })
    },
    watch: bells.watch,
    async undelivered(id, activity, now) {
      const row = await read(statements => statements.undelivered.get(seenKey(id), seenKey(activity), now))
      return (row as { body: string } | undefined)?.body
    },
    async delivered(id, activity) {
      await group.write(statements => statements.delivered.run(seenKey(id), seenKey(activity)))
      // The next sweep sees to it: a turn must not wait for that.
      logHoldsErased = true
    },
    async unanswered(now) {
      const rows = await read(statements => statements.unanswered.all(now))
      return rows.map(row => {
        const { day, text } = row as Unanswered
        return { day, text }
      })
    },
    async erase(id) {
      const found = await group.write(statements => {
        statements.eraseActivities.run(id)
        statements.eraseSeen.run(seenKey(id))
        statements.eraseUndelivered.run(seenKey(id))
        return statements.erase.run(id).changes > 0
      })
      await truncateLog()
      return found
    },
    async traces(id) {
      const { rows } = (await read(statements => statements.traces.get(id, id, seenKey(id), seenKey(id)))) as {
        rows: number
      }
      return rows + countInFiles(file, id)
    },
    async sweep(now) {
      const swept = {
        conversations: await removeAll(statements => {
          statements.sweepActivities.run(now)
          return statements.sweepConversations.run(now).changes
        }),
        seen: await removeAll(statements => statements.sweepSeen.run(now).changes),
        undelivered: await removeAll(statements => statements.sweepUndelivered.run(now).changes),
        journal: await removeAll(statements => statements.sweepJournal.run(now).changes),
        unanswered: await removeAll(statements => statements.sweepUnanswered.run(now).changes)
      }
      if (logHoldsErased || Object.values(swept).some(count => count > 0)) await truncateLog()
      removeSetAside(file, now - lifetimes.conversation)
      return swept
    },
    async close() {
      try {
        await truncateLog()
      } finally {
        close(connection.reader)
        close(connection.writer)
      }
    }
  }
}
