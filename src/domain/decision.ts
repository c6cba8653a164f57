import { z } from 'zod'

/** The closed list of outcomes: wording keys, metrics, scenarios and the journal use these words and no others. */
export const decisions = ['answer', 'clarify', 'book', 'see-a-doctor', 'fallback', 'small-talk'] as const
export const Decision = z.enum(decisions)
export type Decision = z.infer<typeof Decision>
