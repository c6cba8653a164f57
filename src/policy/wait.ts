import type { Conversation, Waiting } from '../domain/conversation.js'
import type { Decided } from '../domain/decided.js'
import type { Verdict } from '../domain/verdict.js'
import { answerCheck, books } from './book.js'
import type { Seen, Step } from './seen.js'

/** So many other questions may be asked in the middle of a booking; then it is dropped. */
const mostAsides = 2

/** Whether the last reply asked a yes/no question: only then "no" is an answer to it. */
export const asks = ({ waiting, offered }: Conversation) => waiting !== null && offered.some(one => 'answer' in one)

/** What the question on the screen is answered with. */
export function answerWaiting(seen: Seen): Step | null {
  const { waiting } = seen.conversation
  const answer = asks(seen.conversation) ? seen.answer : null
  if (waiting?.for === 'sign') return answer === 'no' ? denySign(waiting) : null
  return answerCheck({ ...seen, answer })
}

/** A no about a sign: the next question, or what the visitor wanted. A yes is a sign, and heard by triage. */
function denySign(waiting: Extract<Waiting, { for: 'sign' }>): Step {
  const [asked, ...questions] = waiting.questions
  const denied = [asked!]
  if (questions.length === 0) return { verdict: topicOf(waiting.topic), denied }
  return { verdict: { decision: 'clarify', candidates: [] }, waiting: { ...waiting, questions }, denied }
}

/** "I feel numb" asks nothing that we could answer, and after the questions "I don't know that" would be unkind. */
function topicOf(topic: Verdict): Verdict {
  return topic.decision === 'fallback' ? { decision: 'small-talk', say: 'heard' } : topic
}

/** A question in the middle is answered, and then ours is asked again. Booking itself waits for a question about a sign. */
export function goOn(decided: Decided, { conversation: { waiting }, assessment }: Seen): Decided {
  const { verdict } = decided
  if (!waiting || decided.waiting || decided.denied.length > 0 || ends(verdict)) return decided
  if (waiting.for === 'sign')
    return books(verdict)
      ? { ...decided, verdict: { decision: 'clarify', candidates: [] }, waiting }
      : { ...decided, waiting }
  // A sign told in the middle has answered the check.
  const over = waiting.step === 'after' || waiting.asides === mostAsides || assessment.urgency !== 'none'
  if (over || verdict.decision === 'book' || books(verdict)) return decided
  return { ...decided, waiting: { ...waiting, asides: waiting.asides + 1 } }
}

/** What makes a new beginning, so that nothing is left to ask. */
const ends = (verdict: Verdict) =>
  verdict.decision === 'small-talk' &&
  ['start-over', 'forgotten', 'not-now', 'taken-back', 'goodbye'].includes(verdict.say)
