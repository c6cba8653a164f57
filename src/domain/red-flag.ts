import { z } from 'zod'
import { Urgency } from './urgency.js'

/** Which care card of `messages.yaml` speaks for a flag. */
export const careCards = ['emergency', 'crisis', 'urgent', 'maternity', 'booking', 'gp', 'wait'] as const
export const CareCardKey = z.enum(careCards)
export type CareCardKey = z.infer<typeof CareCardKey>

/** A sign that needs a clinician: one row of `en/red-flags.yaml`. */
export const RedFlag = z.strictObject({
  id: z.string().regex(/^[a-z0-9_]+$/),
  sign: z.string().min(3),
  /** How the care card names it to a visitor: "numbness around the genitals, buttocks or back passage". */
  label: z.string().min(3),
  urgency: Urgency.exclude(['none']),
  card: CareCardKey,
  /** Higher urgency when a pattern of `raised` also fits ("foot drop, started today"). */
  patterns: z.array(z.string().min(1)).min(1),
  raised: z
    .strictObject({
      urgency: Urgency.exclude(['none']),
      card: CareCardKey,
      patterns: z.array(z.string().min(1)).min(1)
    })
    .optional(),
  /** Having had it counts: a past clot, cancer or spinal operation is still a reason to ask the GP. */
  'past-counts': z.boolean().default(false),
  /** Asking about it counts as telling us: "what does it mean if I cannot feel when I wipe". */
  'question-counts': z.boolean().default(false),
  /** Another person's counts without a question: nobody tells a clinic of a friend's sore back for nothing. */
  'others-count': z.boolean().optional(),
  /** Keys into `sources`, at least one. */
  sources: z.array(z.string().min(1)).min(1),
  'in-article': z.enum(['yes', 'partly', 'no']),
  /** True for a row that was written from memory: a clinician still has to check it. */
  'to-be-checked': z.boolean(),
  /** Which clinician reviewed the row and when: a person fills this in. */
  reviewed: z
    .strictObject({ by: z.string().min(1).nullable(), on: z.iso.date().nullable() })
    .default({ by: null, on: null }),
  /** Every example runs as a test, and hundreds of variants of it: `present` shows the sign, `absent` only looks like it. */
  present: z.array(z.string().min(3)).min(3),
  absent: z.array(z.string().min(3)).min(1),
  /** Denied; another person's, and present; written as people write. `check` wants all three of every row. */
  negated: z.array(z.string().min(3)).optional(),
  other: z.array(z.string().min(3)).optional(),
  misspelt: z.array(z.string().min(3)).optional()
})
export type RedFlag = z.infer<typeof RedFlag>

/**
 * `en/red-flags.yaml`: sources, how visitors spell (`spellings`: "cant" -> "can not"), ordinary words that are no
 * misspelt sign (cancel/cancer), slots (named lists of phrases that patterns are made of) and the rows.
 */
export const RedFlagTable = z.strictObject({
  sources: z.record(z.string(), z.string().min(3)),
  spellings: z.record(z.string().min(1), z.string().min(1)),
  ordinary: z.array(z.string().min(1)),
  slots: z.record(z.string().regex(/^[a-z-]+$/), z.array(z.string().min(1)).min(1)),
  flags: z.array(RedFlag).min(1),
  /**
   * How sure the second reader (learned from `flagged-messages.jsonl`) has to be to raise an urgency, and to ask about an
   * emergency: a distance from the learned plane, where 1 is a typical example and -1 a typical harmless message.
   */
  'second-reader': z
    .strictObject({ gp: z.number(), urgent: z.number(), emergency: z.number(), doubt: z.number() })
    .optional()
})
export type RedFlagTable = z.infer<typeof RedFlagTable>
