import { z } from 'zod'

/** How a sign is asserted in the text; all but `present` take its urgency away. */
export const assertions = ['present', 'negated', 'resolved', 'hypothetical', 'generic', 'idiom', 'background'] as const
export const Assertion = z.enum(assertions)
export type Assertion = z.infer<typeof Assertion>

/** What a cue does: lowers the signs in its scope, says whose they are, or keeps other cues from lowering them. */
export const cueKinds = [
  'negated',
  'resolved',
  'past',
  'hypothetical',
  'generic',
  // Asks what causes a sign: lowers what is no emergency ("what causes sciatica", but "what causes chest pain" is told).
  'cause',
  'idiom',
  // What is only spoken of: work, study, charity, an animal, a thing ("the dog collapsed"); and another person's that is
  // told as a tale ("a lad at work collapsed, it shook us all").
  'topic',
  'tale',
  // Whose sign it is, and whether something is asked for another person ("can she come?").
  'someone-else',
  'self',
  'request',
  // `ongoing` ("still", "came back") undoes resolved and past; `terminate` ends a scope; `pseudo` ("not only") is no cue.
  'ongoing',
  'terminate',
  'pseudo'
] as const

/** A ConText cue (Harkema et al. 2009): words that change how the signs in their scope are asserted. */
export const Cue = z.strictObject({
  /** In the pattern language of `red-flags.yaml`. */
  cue: z.string().min(1),
  kind: z.enum(cueKinds),
  direction: z.enum(['forward', 'backward', 'both']).default('forward'),
  /** Most words between the cue and the sign; without it, to the end of the clause. */
  reach: z.int().positive().optional(),
  /** Also speaks for what stands before a comma: "had a fever in May, antibiotics sorted it". */
  'over-commas': z.boolean().default(false),
  example: z.string().min(3)
})
export type Cue = z.infer<typeof Cue>

export const CueTable = z.strictObject({ cues: z.array(Cue).min(1) })
export type CueTable = z.infer<typeof CueTable>
