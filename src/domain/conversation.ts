import { z } from 'zod'
import { Choice } from './choice.js'
import { Urgency } from './urgency.js'
import { Verdict } from './verdict.js'

/** What we are in the middle of. */
export const Waiting = z.discriminatedUnion('for', [
  z.object({
    for: z.literal('sign'),
    /** Questions of `unclear.yaml`, the one that is asked now first. */
    questions: z.array(z.string()).min(1),
    person: z.enum(['self', 'other']),
    /** What the visitor's own message leads to once all is answered with no. */
    topic: Verdict
  }),
  z.object({
    for: z.literal('booking'),
    /** The safety check waits for its answer; after it, "back" still asks it again. */
    step: z.enum(['check', 'after']),
    /** Other questions that were answered in the middle. */
    asides: z.int().nonnegative()
  })
])
export type Waiting = z.infer<typeof Waiting>

/** What we remember between turns: ids and decisions, and of the person's words the last two messages. */
export const Conversation = z.object({
  locale: z.string(),
  waiting: Waiting.nullable().catch(null),
  /** The last messages, cut short: "and bleeding a lot" is read together with "30 weeks pregnant". */
  said: z.array(z.string()).default([]),
  /** What the buttons of the last reply mean, in their order: "2" and "the second one" are picked from these. */
  offered: z.array(Choice).default([]),
  /** The last entries shown, newest first. */
  lastEntries: z.array(z.string()),
  /** Every entry shown so far: a follow-up never offers one again. */
  answered: z.array(z.string()),
  /** Every sign told so far and not taken back, with its highest urgency. */
  signs: z.array(z.object({ flag: z.string(), urgency: Urgency })).default([]),
  /** Questions about unclear signs that were answered with no. */
  denied: z.array(z.string()).default([]),
  /** The safety check before booking was answered with no, and no sign was told since. */
  checked: z.boolean().default(false),
  /** The highest urgency of `signs`. */
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
  said: [],
  offered: [],
  lastEntries: [],
  answered: [],
  signs: [],
  denied: [],
  checked: false,
  urgency: 'none',
  emergencyOpen: false,
  fallbacks: 0
}
