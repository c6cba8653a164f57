import type { Waiting } from './conversation.js'
import type { Feedback } from './feedback.js'
import type { Verdict } from './verdict.js'

/** One turn's decision, whole. */
export interface Decided {
  verdict: Verdict
  /** The rule of `policy/decide` that spoke. */
  rule: string
  /** The question that has to be answered next; it is asked at the end of the reply, unless that lets pick already. */
  waiting: Waiting | null
  /** Questions about an unclear sign that this turn answers with no. */
  denied: string[]
  /** Signs that this turn takes back. */
  takenBack: string[]
  feedback: Feedback | null
}
