import { createBells } from './bells.js'
import { seenKey } from './seen-key.js'
import {
  activityPage,
  type Change,
  type Committed,
  dayOf,
  type Lifetimes,
  type Remembered,
  type Store,
  type StoredActivity,
  type Unanswered
} from './store.js'

interface Row extends Remembered {
  activities: StoredActivity[]
  expires: number
}

/** The Store without a disk, for tests: the same rules, and all gone with the process. */
export function createMemoryStore(lifetimes: Lifetimes): Store {
  const conversations = new Map<string, Row>()
  const seen = new Map<string, { first: number; conversation: string; expires: number }>()
  const undelivered = new Map<string, { body: string; conversation: string; expires: number }>()
  let journal: { row: NonNullable<Change['journal']>; expires: number }[] = []
  let unanswered: (Unanswered & { expires: number })[] = []
  const bells = createBells()

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

    if (change.forget) dropAll(conversation)
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
    if (key !== null && change.toSend !== null)
      undelivered.set(key, { body: change.toSend, conversation, expires: change.now + lifetimes.conversation })
    note(change)
    if (added.length > 0) setImmediate(bells.ring, change.conversation, last + added.length, added)
    return { outcome: 'done', first }
  }

  function dropAll(conversation: string) {
    for (const rows of [seen, undelivered])
      for (const [key, row] of rows) if (row.conversation === conversation) rows.delete(key)
  }

  function note(change: Change) {
    const { now } = change
    if (change.journal && lifetimes.journal > 0) journal.push({ row: change.journal, expires: now + lifetimes.journal })
    if (change.unanswered !== null && lifetimes.unanswered > 0)
      unanswered.push({ day: dayOf(now), text: change.unanswered, expires: now + lifetimes.unanswered })
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
    watch: bells.watch,
    async undelivered(id, activity, now) {
      const row = undelivered.get(`${seenKey(id)} ${seenKey(activity)}`)
      return row && row.expires > now ? row.body : undefined
    },
    async delivered(id, activity) {
      undelivered.delete(`${seenKey(id)} ${seenKey(activity)}`)
    },
    async unanswered(now) {
      const kept = unanswered.filter(({ expires }) => expires > now).map(({ day, text }) => ({ day, text }))
      return kept.sort((a, b) => b.day.localeCompare(a.day))
    },
    async erase(id) {
      dropAll(seenKey(id))
      return conversations.delete(id)
    },
    async traces(id) {
      const taken = [...seen.values(), ...undelivered.values()].filter(
        ({ conversation }) => conversation === seenKey(id)
      ).length
      return taken + (conversations.has(id) ? 1 : 0)
    },
    async sweep(now) {
      const count = () => ({
        conversations: conversations.size,
        seen: seen.size,
        undelivered: undelivered.size,
        journal: journal.length,
        unanswered: unanswered.length
      })
      const before = count()
      for (const [id, row] of conversations) if (row.expires <= now) conversations.delete(id)
      for (const rows of [seen, undelivered]) for (const [key, row] of rows) if (row.expires <= now) rows.delete(key)
      journal = journal.filter(row => row.expires > now)
      unanswered = unanswered.filter(row => row.expires > now)
      const after = count()
      return {
        conversations: before.conversations - after.conversations,
        seen: before.seen - after.seen,
        undelivered: before.undelivered - after.undelivered,
        journal: before.journal - after.journal,
        unanswered: before.unanswered - after.unanswered
      }
    },
    async close() {}
  }
}
