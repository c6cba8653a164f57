import { z } from 'zod'
import { Urgency } from './urgency.js'

/** What we wait for: one of these entries after a `clarify`. */
export const Waiting = z.object({ for: z.literal('clarify'), entries: z.array(z.string()) })
export type Waiting = z.infer<typeof Waiting>

/** What we remember between turns: ids and decisions, never the person's words. */
export const Conversation = z.object({
  locale: z.string(),
  waiting: Waiting.nullable(),
  /** The last entries shown, newest first. */
  lastEntries: z.array(z.string()),
  /** Every entry shown so far: a follow-up never offers one again. */
  answered: z.array(z.string()),
  /** The highest urgency so far. */
  urgency: Urgency,
  /** True from an emergency until the visitor says that it is not about now, or starts over: booking stays closed. */
  emergencyOpen: z.boolean(),
  /** Fallbacks in a row: the second gives the clinic's contact first. */
  fallbacks: z.int().nonnegative()
})
export type Conversation = z.infer<typeof Conversation>

export const newConversation: Conversation = {
  locale: 'en',
  waiting: null,
  lastEntries: [],
  answered: [],
  urgency: 'none',
  emergencyOpen: false,
  fallbacks: 0
}
