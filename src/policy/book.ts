import type { YesNo } from '../domain/answer.js'
import type { Assessment } from '../domain/assessment.js'
import type { Conversation } from '../domain/conversation.js'
import type { Decided } from '../domain/decided.js'
import { bookingEntry } from '../domain/entry.js'
import type { Verdict } from '../domain/verdict.js'
import { type Seen, type Step, seeADoctor } from './seen.js'

/** The sign of a conversation in which the safety check was not answered with no. */
export const checkSign = 'booking_check'

/** Whether a verdict leads to booking, by intent or by entry. */
export const books = (verdict: Verdict) =>
  (verdict.decision === 'book' && (verdict.step === 'check' || verdict.step === 'link')) ||
  (verdict.decision === 'answer' && verdict.entries.some(({ entry }) => entry === bookingEntry))

const check = { for: 'booking', step: 'check', asides: 0 } as const
const after = { for: 'booking', step: 'after', asides: 0 } as const
const bookAt = (step: Extract<Verdict, { decision: 'book' }>['step']): Verdict => ({ decision: 'book', step })

/** What the safety check is answered with. A yes is heard as a sign; "back" from what follows asks it again. */
export function answerCheck({ conversation: { waiting }, answer, intent }: Seen): Step | null {
  if (waiting?.for !== 'booking') return null
  if (intent === 'cancel') return { verdict: bookAt('cancelled') }
  if (waiting.step === 'after')
    return intent === 'back' ? { verdict: bookAt('check'), waiting: check, takenBack: [checkSign] } : null
  if (intent === 'back') return { verdict: bookAt('cancelled') }
  if (answer === 'no') return { verdict: bookAt('link'), waiting: after }
  if (answer) return { verdict: seeADoctor, waiting: after }
  return null
}

/** Booking asks its safety check first, once a conversation; who was cautioned by it has been told what to do first. */
export function checkFirst(decided: Decided, { checked, signs }: Conversation): Decided {
  const { verdict } = decided
  if (!books(verdict) || decided.waiting) return decided
  if (!checked && !signs.some(({ flag }) => flag === checkSign)) return { ...decided, waiting: check }
  return { ...decided, verdict: verdict.decision === 'book' ? bookAt('link') : verdict, waiting: after }
}

/** While an emergency is open, booking is closed; after an urgent sign it is held until a clinician has cleared it. */
export function closeBooking(decided: Decided, { signs }: Conversation): Decided {
  const { verdict, takenBack } = decided
  const open = signs.filter(({ flag }) => !takenBack.includes(flag)).map(({ urgency }) => urgency)
  const step = open.includes('emergency') ? 'closed' : open.includes('urgent') ? 'held' : null
  if (step === null || !books(verdict)) return decided
  const others = verdict.decision === 'answer' ? verdict.entries.filter(({ entry }) => entry !== bookingEntry) : []
  const left: Verdict =
    verdict.decision === 'answer' && others.length > 0 ? { ...verdict, entries: others } : bookAt(step)
  return { ...decided, verdict: left, waiting: left.decision === 'book' && step === 'held' ? after : null }
}

/** A yes to the safety check, or "not sure": "ask a GP first", with the emergencies of the list before it. */
export function hearCheck(told: Assessment, { waiting }: Conversation, answer: YesNo): Assessment {
  if (waiting?.for !== 'booking' || answer === 'no') return told
  const finding = {
    flag: checkSign,
    urgency: 'gp',
    card: 'booking',
    start: 0,
    end: 0,
    words: '',
    pattern: checkSign,
    assertion: 'present',
    person: 'self',
    because: `answered ${answer} to the safety check before booking`
  } as const
  const urgency = told.urgency === 'none' || told.urgency === 'wait' ? 'gp' : told.urgency
  return { ...told, urgency, findings: [finding, ...told.findings] }
}
