import { z } from 'zod'

/** An entry after blending, with a confidence from 0 to 1. */
export const Candidate = z.object({ entry: z.string(), confidence: z.number() })
export type Candidate = z.infer<typeof Candidate>

/** What retrieval says of a question: `fallback` = no entry answers this, `clarify` = one of these, unsure which. */
export interface Ranking {
  outcome: 'answer' | 'clarify' | 'fallback'
  /** Best first, at most five. */
  candidates: Candidate[]
  /** The out-of-scope kind that fits better than every entry ("price"), if any. */
  outside: string | null
}
