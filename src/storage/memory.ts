import { seenKey } from './seen-key.js'
import { activityPage, type Change, type Committed, type Lifetimes, type Remembered, type Store } from './store.js'

interface Row extends Remembered {
  activities: string[]
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

    const activities = [...(row?.activities ?? []), ...change.activities]
    const first = (row?.last ?? 0) + 1
    conversations.set(change.conversation, {
      state: structuredClone(change.state),
      version: change.expected + 1,
      last: activities.length,
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
      const bodies = live(id, now)?.activities ?? []
      const page = bodies.slice(after, after + activityPage)
      return page.map((body, index) => ({ sequence: after + index + 1, body }))
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
