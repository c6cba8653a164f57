/** What the matcher saw of one question: for `--explain`. It holds the person's words: never log it. */
export interface Matching {
  /** Words that were put right before anything else. */
  corrected: { written: string; read: string }[]
  thresholds: { fallback: number; answer: number }
  /** Which of the reasons below made the outcome. */
  because: Because
  /** The candidates, best first, and then the best kind that no entry answers, if it is among the best. */
  labels: {
    id: string
    outside: boolean
    /** Null for a kind that no entry answers. */
    confidence: number | null
    /** Each member's score, 1 = a typical right one, 0 = a typical best wrong one; the sum is Σ score × weight. */
    members: { member: string; score: number; weight: number }[]
    /** How much the sum would fall without the word; the strongest first. */
    words: { word: string; counts: number }[]
  }[]
}

/** `unlike` below the first threshold, `unsure` below the second, `close` the next one too near, `sure` answered. */
export type Because = 'no words' | 'unlike' | 'unsure' | 'close' | 'sure'
