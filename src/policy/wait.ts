import type { Conversation } from '../domain/conversation.js'
import type { Decided } from '../domain/decided.js'
import type { Verdict } from '../domain/verdict.js'
import { books } from './booking.js'
import type { Seen, Step } from './seen.js'

/** Whether the last reply asked a yes/no question: only then "no" is an answer to it. */
export const asks = ({ waiting, offered }: Conversation) => waiting !== null && offered.some(one => 'answer' in one)

/** A no to the question on the screen: the next question, or what the visitor wanted. A yes is a sign, heard by triage. */
export function answerWaiting({ conversation, answer }: Seen): Step | null {
  const { waiting } = conversation
  if (!waiting || !asks(conversation) || answer !== 'no') return null
  const [asked, ...questions] = waiting.questions
  const denied = [asked!]
  if (questions.length === 0) return { verdict: topicOf(waiting.topic), denied }
  return { verdict: { decision: 'clarify', candidates: [] }, waiting: { ...waiting, questions }, denied }
}

/** "I feel numb" asks nothing that we could answer, and after the questions "I don't know that" would be unkind. */
function topicOf(topic: Verdict): Verdict {
  return topic.decision === 'fallback' ? { decision: 'small-talk', say: 'heard' } : topic
}

/** A question in the middle is answered, and then ours is asked again; a booking waits until it is answered. */
export function goOn(decided: Decided, { waiting }: Conversation): Decided {
  const { verdict } = decided
  if (!waiting || decided.waiting || decided.denied.length > 0 || ends(verdict)) return decided
  if (books(verdict)) return { ...decided, verdict: { decision: 'clarify', candidates: [] }, waiting }
  return { ...decided, waiting }
}

/** What makes a new beginning, so that nothing is left to ask. */
const ends = (verdict: Verdict) =>
  verdict.decision === 'small-talk' && ['start-over', 'not-now', 'taken-back', 'goodbye'].includes(verdict.say)
