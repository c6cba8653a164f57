import type { Assessment } from '../domain/assessment.js'
import type { Conversation } from '../domain/conversation.js'
import type { Trace } from '../domain/trace.js'
import type { Ring } from './bells.js'

/** How long each kind of row lives, in milliseconds. */
export interface Lifetimes {
  /** Conversation and its activities, after the last message; an answer that could not be delivered, too. */
  conversation: number
  /** Ids of activities that were taken, so that a late second delivery is dropped. */
  seen: number
  journal: number
  /** Questions that nothing answered. */
  unanswered: number
}

const hour = 3_600_000
const day = 24 * hour

/** As the settings say; documented in docs/privacy.md. With 0 days nothing of that kind is written. */
export const lifetimes = (
  retentionMinutes: number,
  { seenHours = 24, journalDays = 90, unansweredDays = 90 } = {}
): Lifetimes => ({
  conversation: retentionMinutes * 60_000,
  seen: seenHours * hour,
  journal: journalDays * day,
  unanswered: unansweredDays * day
})

/** What the journal keeps of a turn: decisions and ids of rows of `knowledge/`, no text, no conversation. */
export type JournalRow = Pick<Trace, 'decision' | 'rule' | 'entry'> & Pick<Assessment, 'urgency' | 'flags'>

/** A question that nothing answered, redacted. No id, and no time but the day: nobody can lay it beside a conversation. */
export interface Unanswered {
  /** "2026-01-05" */
  day: string
  text: string
}

/** A conversation as it stands. `version` rises by one with every commit, `last` is the newest activity's sequence number. */
export interface Remembered {
  state: Conversation
  version: number
  last: number
}

/** All that one turn writes; it is written whole or not at all. */
export interface Change {
  conversation: string
  /** The version that the turn was worked out from; 0 for a conversation that does not exist yet. */
  expected: number
  state: Conversation
  /** Id of the activity that is answered, as its channel gave it; null when the channel gave none. */
  seen: string | null
  /** Activities as JSON, in order; they get the next sequence numbers. Empty on channels that keep their own history. */
  activities: string[]
  journal: JournalRow | null
  /** What goes to the channel after the commit, as JSON: kept until `delivered`. Null where being written is being sent. */
  toSend: string | null
  /** The visitor's question when nothing answered it, redacted. */
  unanswered: string | null
  /** Erases what was kept of the conversation before, in the same commit; its numbers go on. */
  forget: boolean
  /** Milliseconds since 1970. */
  now: number
}

/**
 * `done`: written; `first` is the sequence number of the first activity. `repeated`: this activity id was taken before,
 * and `first` is what it got then; nothing is written. `stale`: another turn came between; read again and work it out again.
 */
export type Committed = { outcome: 'done' | 'repeated'; first: number } | { outcome: 'stale' }

export interface StoredActivity {
  sequence: number
  body: string
}

/** Rows that were past their time. */
export interface Swept {
  conversations: number
  seen: number
  undelivered: number
  journal: number
  unanswered: number
}

/** The memory of the assistant. Times are handed in; a row whose time is over is never returned, swept or not. */
export interface Store {
  read(conversation: string, now: number): Promise<Remembered | undefined>
  commit(change: Change): Promise<Committed>
  /** Activities with a higher sequence number, in order, at most `activityPage` of them. */
  activities(conversation: string, after: number, now: number): Promise<StoredActivity[]>
  /**
   * Rings when the conversation has new activities, whichever process wrote them. A bell may ring for nothing, or up to
   * 2 seconds late: what there is, `activities` says. With what this process wrote it brings the news along. Returns the
   * call that ends it.
   */
  watch(conversation: string, ring: Ring): () => void
  /** What is still to be sent in answer to an activity; undefined when it was delivered, or its time is over. */
  undelivered(conversation: string, seen: string, now: number): Promise<string | undefined>
  delivered(conversation: string, seen: string): Promise<void>
  /** Newest day first. */
  unanswered(now: number): Promise<Unanswered[]>
  /** Removes all that is kept of a conversation, from the files too. Says whether there was anything. */
  erase(conversation: string): Promise<boolean>
  /** In how many rows, and places of the store's files, a conversation is still named; 0 after `erase`. */
  traces(conversation: string): Promise<number>
  /** Removes what is past its time. */
  sweep(now: number): Promise<Swept>
  close(): Promise<void>
}

export const activityPage = 200

/** The activities of a change as they were written. */
export const writtenBy = ({ activities }: Change, first: number): StoredActivity[] =>
  activities.map((body, index) => ({ sequence: first + index, body }))

/** Rows are removed in portions, so that a sweep never holds up the turns of those who are still here. */
export const sweepPortion = 200

/** "2026-01-05" */
export const dayOf = (now: number): string => new Date(now).toISOString().slice(0, 10)
