import type { YesNo } from '../domain/answer.js'
import type { Assessment } from '../domain/assessment.js'
import type { Choice } from '../domain/choice.js'
import type { Conversation } from '../domain/conversation.js'
import type { Decided } from '../domain/decided.js'
import type { Entry } from '../domain/entry.js'
import type { IntentId } from '../domain/intent.js'
import type { Turn } from '../domain/turn.js'
import type { Unclear } from '../domain/unclear.js'
import type { Verdict } from '../domain/verdict.js'
import type { InContext } from './context.js'
import type { RankPiece } from './several.js'
import type { Way } from './split.js'

/** What the steps before have seen of this turn. `rank` is asked only when no earlier rule speaks. */
export interface Seen {
  turn: Turn
  conversation: Conversation
  assessment: Assessment
  unclear: Unclear | null
  intent: IntentId | null
  /** The answer to a yes/no question, if it can be read as one. */
  answer: YesNo | null
  /** The language that the message is in, if it is another than English. */
  language: string | null
  /** The button of the last reply that was pressed or typed. */
  picked: Choice | null
  /** Earlier signs that this message takes back. */
  takenBack: string[]
  rank: () => InContext
  /** The ways in which the message may fall into several questions, and each piece read for itself. */
  ways: () => Way[]
  rankPiece: RankPiece
  /** The kinds of out-of-scope questions that are asked beside another one. */
  kinds: string[]
  /** Whether retrieval was asked, and what it said. */
  ranked: { ranking: InContext | null }
  entries: Map<string, Entry>
}

/** What a rule says: a verdict, and what goes with it where it is not the ordinary. */
export type Step = { verdict: Verdict } & Partial<Omit<Decided, 'verdict' | 'rule'>>

/** The care cards alone; beside an open emergency, its advice. */
export const seeADoctor: Verdict = { decision: 'see-a-doctor', book: false, candidates: [] }
