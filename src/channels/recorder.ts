import type { Activity } from 'botbuilder'
import type { Committed } from '../storage/store.js'
import type { BotContext } from './context.js'

/**
 * A channel that keeps its conversations in our store takes part in the commit of a turn: what the visitor wrote and
 * what we answer are written with the new state or not at all, and being written is being sent.
 */
export interface Recorder {
  /** Key of the conversation in the store. */
  conversation: string
  /** Id by which a second delivery of the activity is known. */
  seen: string | null
  /** Whether the turn may begin the conversation; if not, and there is none, `ended` is called and nothing is written. */
  begins: boolean
  ended(): void
  /** The activities to write, as JSON. Their sequence numbers begin at `first`. */
  write(answers: Partial<Activity>[], first: number): string[]
  /** Called once after the commit. */
  committed(outcome: Exclude<Committed, { outcome: 'stale' }>): void
}

const key = Symbol('recorder')

export const attachRecorder = (context: BotContext, recorder: Recorder): void => {
  context.turnState.set(key, recorder)
}

export const recorderOf = (context: BotContext): Recorder | undefined =>
  context.turnState.get(key) as Recorder | undefined
