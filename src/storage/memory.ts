import { seenKey } from './seen-key.js'
import {
  activityPage,
  type Change,
  type Committed,
  type Lifetimes,
  type Remembered,
  type Store,
  type StoredActivity
} from './store.js'

interface Row extends Remembered {
  activities: StoredActivity[]
  expires: number
}

/** The Store without a disk, for tests: the same rules, and all gone with the process. */
export function createMemoryStore(lifetimes: Lifetimes): Store {
  const conversations = new Map<string, Row>()
  const seen = new Map<string, { first: number; conversation: string; expires: number }>()
  let journal: { row: NonNullable<Change['journal']>; expires: number }[] = []

  const live = (id: string, now: number) => {
    const row = conversations.get(id)
    return row && row.expires > now ? row : undefined
  }

  function apply(change: Change): Committed {
    const conversation = seenKey(change.conversation)
    const key = change.seen === null ? null : `${conversation} ${seenKey(change.seen)}`
    const earlier = key === null ? undefined : seen.get(key)
    if (earlier && earlier.expires > change.now) return { outcome: 'repeated', first: earlier.first }
    const row = live(change.conversation, change.now)
    if ((row?.version ?? 0) !== change.expected) return { outcome: 'stale' }

    if (change.forget) for (const [id, taken] of seen) if (taken.conversation === conversation) seen.delete(id)
    const last = row?.last ?? 0
    const added = change.activities.map((body, index) => ({ sequence: last + index + 1, body }))
    const activities = [...(change.forget ? [] : (row?.activities ?? [])), ...added]
    const first = last + 1
    conversations.set(change.conversation, {
      state: structuredClone(change.state),
      version: change.expected + 1,
      last: last + added.length,
      activities,
      expires: change.now + lifetimes.conversation
    })
    if (key !== null) seen.set(key, { first, conversation, expires: change.now + lifetimes.seen })
    if (change.journal) journal.push({ row: change.journal, expires: change.now + lifetimes.journal })
    return { outcome: 'done', first }
  }

  return {
    async read(id, now) {
      const row = live(id, now)
      return row && { state: structuredClone(row.state), version: row.version, last: row.last }
    },
    commit: async change => apply(change),
    async activities(id, after, now) {
      const rows = live(id, now)?.activities ?? []
      return rows.filter(({ sequence }) => sequence > after).slice(0, activityPage)
    },
    async erase(id) {
      for (const [key, row] of seen) if (row.conversation === seenKey(id)) seen.delete(key)
      return conversations.delete(id)
    },
    async sweep(now) {
      const before = { conversations: conversations.size, seen: seen.size, journal: journal.length }
      for (const [id, row] of conversations) if (row.expires <= now) conversations.delete(id)
      for (const [key, row] of seen) if (row.expires <= now) seen.delete(key)
      journal = journal.filter(line => line.expires > now)
      return {
        conversations: before.conversations - conversations.size,
        seen: before.seen - seen.size,
        journal: before.journal - journal.length
      }
    },
    async close() {}
  }
}
