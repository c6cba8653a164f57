import type { Assessment } from './assessment.js'
import type { Candidate, Ranking } from './candidate.js'
import type { Decision } from './decision.js'
import type { Feedback } from './feedback.js'
import type { Unclear } from './unclear.js'

/** What every step saw: for `--explain`, metrics and the journal. Findings hold the person's words: never log them. */
export interface Trace {
  assessment: Assessment
  /** What triage leaves unclear, and the yes/no questions for it. */
  unclear: Unclear | null
  intent: string | null
  ranking: Ranking | null
  /** The words that were ranked: what the person wrote, without what they deny. */
  read: string | null
  /** The entry with which the message was read as a follow-up; null when it was read alone. */
  about: string | null
  decision: Decision
  /** The rule of `policy/decide` that spoke. */
  rule: string
  entry: string | null
  confidence: number | null
  candidates: Candidate[]
  /** What the visitor thinks of the last answer, when that is what was said. */
  feedback: Feedback | null
}
