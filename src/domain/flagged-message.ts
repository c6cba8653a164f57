import { z } from 'zod'
import { urgencies } from './urgency.js'

/** A message that the second reader of triage learns from: one line of `en/flagged-messages.jsonl`. */
export const FlaggedMessage = z.strictObject({
  text: z.string().min(1).max(4000),
  /** The highest urgency of the signs that it tells of. */
  urgency: z.enum(urgencies),
  /** Their rows in `red-flags.yaml`, the most urgent first; none for a harmless one. */
  flags: z.array(z.string().min(1)),
  /** Other urgencies that a clinician could defend. */
  accept: z.array(z.enum(urgencies)).default([])
})
export type FlaggedMessage = z.infer<typeof FlaggedMessage>
