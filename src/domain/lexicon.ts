import { z } from 'zod'

const words = z.record(z.string().min(1), z.string().min(1))

/** `en/language.yaml`: how visitors write, for reading questions. Triage has words of its own in `red-flags.yaml`. */
export const Lexicon = z.strictObject({
  'stop-words': z.array(z.string().min(1)).min(1),
  /** One word for another that means the same here: "tummy" -> "stomach". */
  synonyms: words,
  abbreviations: words,
  slang: words,
  misspellings: words
})
export type Lexicon = z.infer<typeof Lexicon>
