import type { Assessment } from '../domain/assessment.js'
import type { Conversation } from '../domain/conversation.js'
import type { Trace } from '../domain/trace.js'

/** How long each kind of row lives, in milliseconds. */
export interface Lifetimes {
  /** Conversation and its activities, after the last message. */
  conversation: number
  /** Ids of activities that were taken, so that a late second delivery is dropped. */
  seen: number
  journal: number
}

const hour = 3_600_000
const day = 24 * hour

/** Conversations as the setting says, seen ids 24 hours, journal 90 days. */
export const lifetimes = (retentionMinutes: number): Lifetimes => ({
  conversation: retentionMinutes * 60_000,
  seen: day,
  journal: 90 * day
})

/** What the journal keeps of a turn: decisions and ids of rows of `knowledge/`, no text, no conversation. */
export type JournalRow = Pick<Trace, 'decision' | 'rule' | 'entry'> & Pick<Assessment, 'urgency' | 'flags'>

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

export interface Swept {
  conversations: number
  seen: number
  journal: number
}

/** The memory of the assistant. Times are handed in; a row whose time is over is never returned, swept or not. */
export interface Store {
  read(conversation: string, now: number): Promise<Remembered | undefined>
  commit(change: Change): Promise<Committed>
  /** Activities with a higher sequence number, in order, at most `activityPage` of them. */
  activities(conversation: string, after: number, now: number): Promise<StoredActivity[]>
  /** Removes all that is kept of a conversation, from the files too. Says whether there was anything. */
  erase(conversation: string): Promise<boolean>
  /** Removes what is past its time. */
  sweep(now: number): Promise<Swept>
  close(): Promise<void>
}

export const activityPage = 200
