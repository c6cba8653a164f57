import { z } from 'zod'

/** How a sign is asserted in the text; all but `present` take its urgency away. */
export const assertions = ['present', 'negated', 'resolved', 'hypothetical', 'generic', 'idiom', 'background'] as const
export const Assertion = z.enum(assertions)
export type Assertion = z.infer<typeof Assertion>

/** A ConText cue (Harkema et al. 2009): words that change how the signs in their scope are asserted. */
export const Cue = z.strictObject({
  cue: z.string().min(1),
  kind: z.enum(['negated', 'resolved', 'hypothetical', 'generic', 'idiom', 'someone-else', 'past', 'terminate', 'pseudo']),
  direction: z.enum(['forward', 'backward', 'both']).default('forward'),
  /** Most words between the cue and the sign; without it, to the end of the clause. */
  reach: z.int().positive().optional(),
  example: z.string().min(3)
})
export type Cue = z.infer<typeof Cue>

export const CueTable = z.strictObject({ cues: z.array(Cue).min(1) })
export type CueTable = z.infer<typeof CueTable>
