import { z } from 'zod'

const Id = z.string().regex(/^[a-z0-9_]+$/, 'small letters, digits and underscores only')

/**
 * `en/unclear.yaml`: signs that are too unclear to judge ("numb", with no place), and the yes/no questions that make them
 * clear. A yes, or "not sure", is a present sign: the row `flag` of `red-flags.yaml`.
 */
export const UnclearTable = z.strictObject({
  questions: z
    .array(
      z.strictObject({
        id: Id,
        flag: Id,
        ask: z.string().min(10),
        /** The same about another person. */
        'ask-other': z.string().min(10),
        source: z.string().min(1)
      })
    )
    .min(1),
  signs: z
    .array(
      z.strictObject({
        id: Id,
        sign: z.string().min(3),
        /** In the pattern language of `red-flags.yaml`, with its slots and the cues of `cues.yaml`. */
        patterns: z.array(z.string().min(1)).min(1),
        ask: z.array(Id).min(1).max(2),
        present: z.array(z.string().min(3)).min(3),
        absent: z.array(z.string().min(3)).min(2)
      })
    )
    .min(1),
  /** What is asked when the second reader has a doubt: rows of `red-flags.yaml`, and the questions that make each clear. */
  doubts: z.record(Id, z.array(Id).min(1).max(2)).default({})
})
export type UnclearTable = z.infer<typeof UnclearTable>

/** What a message leaves unclear: questions to ask, and whom they are about. */
export interface Unclear {
  questions: string[]
  person: 'self' | 'other'
}
