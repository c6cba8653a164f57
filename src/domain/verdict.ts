import { z } from 'zod'
import { Candidate } from './candidate.js'

/** What we say beside answers: keys of `messages.yaml` under `small-talk`. */
export const talks = [
  'welcome',
  'greet',
  'thank',
  'goodbye',
  'person',
  'capabilities',
  'more',
  'acknowledge',
  'start-over',
  'not-now',
  'taken-back',
  'cleared',
  'heard',
  'not-asked',
  'forgotten',
  'helpful',
  'not-helpful',
  'reason'
] as const
export const Talk = z.enum(talks)
export type Talk = z.infer<typeof Talk>

/** What to say, before it is put into words: a decision with what its words need. Ids only, so that it can wait. */
export const Verdict = z.discriminatedUnion('decision', [
  /** The care cards; then what can be picked, or booking once a GP is happy. */
  z.object({ decision: z.literal('see-a-doctor'), book: z.boolean(), candidates: z.array(Candidate) }),
  z.object({
    decision: z.literal('answer'),
    /** Shown in this order. */
    entries: z.array(Candidate).min(1),
    /** The out-of-scope kinds of other questions in the same message. */
    outside: z.array(z.string()),
    /** Entries for further questions of the message: offered, not shown. */
    more: z.array(z.string())
  }),
  z.object({ decision: z.literal('clarify'), candidates: z.array(Candidate) }),
  /** The safety check, the link after it, closed by an open emergency, held until a clinician was asked, or given up. */
  z.object({ decision: z.literal('book'), step: z.enum(['check', 'link', 'closed', 'held', 'cancelled']) }),
  z.object({
    decision: z.literal('fallback'),
    /** The out-of-scope kind, or another key of `messages.yaml` under `fallback`. */
    outside: z.string().nullable(),
    candidates: z.array(Candidate),
    /** The language of `other-languages.yaml` that the message is in. */
    language: z.string().optional()
  }),
  z.object({ decision: z.literal('small-talk'), say: Talk })
])
export type Verdict = z.infer<typeof Verdict>
