import type { Candidate } from '../domain/candidate.js'
import type { Decided } from '../domain/decided.js'
import type { IntentId } from '../domain/intent.js'
import { isAcute } from '../domain/urgency.js'
import type { Verdict } from '../domain/verdict.js'
import { askUnclear } from './ask-unclear.js'
import { books, checkFirst, closeBooking } from './book.js'
import { takeFeedback } from './feedback.js'
import { clearSigns, stayWithEmergency, takeSignsBack } from './open-signs.js'
import { type Seen, type Step, seeADoctor } from './seen.js'
import { answerSeveral } from './several.js'
import { answerWaiting, goOn } from './wait.js'

type Rule = (seen: Seen) => Verdict | Step | null

/** The order is the policy: the first rule that speaks wins. */
const rules: [string, Rule][] = [
  ['arrival', ({ turn }) => (turn.kind === 'arrival' ? { decision: 'small-talk', say: 'welcome' } : null)],
  ['emergency', ({ assessment }) => (assessment.urgency === 'emergency' ? seeADoctor : null)],
  ['urgent', ({ assessment }) => (assessment.urgency === 'urgent' ? seeADoctor : null)],
  ['nothing to read', findNothing],
  ['the question on the screen', answerWaiting],
  ['a sign taken back', takeSignsBack],
  ['a choice on the screen', takeChoice],
  ['a question word for word', answerExact],
  ['none of these', ({ intent }) => (intent === 'none-of-these' ? unknown('none-of-these') : null)],
  ['feedback', takeFeedback],
  ['an open emergency', stayWithEmergency],
  ['a sign cleared', clearSigns],
  ['intent', followIntent],
  ['an answer to nothing', ({ answer }) => (answer ? { decision: 'small-talk', say: 'not-asked' } : null)],
  ['another language', ({ language }) => (language ? { ...unknown('other-language'), language } : null)],
  ['several questions', ({ ways, rank, rankPiece, kinds }) => answerSeveral(ways(), rank(), rankPiece, kinds)],
  ['the best of the ranking', followRanking]
]

export function decide(seen: Seen): Decided {
  for (const [rule, speak] of rules) {
    const said = speak(seen)
    if (!said) continue
    const step = 'verdict' in said ? said : { verdict: said }
    const decided = { rule, waiting: null, denied: [], takenBack: seen.takenBack, feedback: null, ...step }
    if (isAcute(seen.assessment.urgency)) return decided
    const { conversation } = seen
    const asked = goOn(askUnclear(decided, seen.unclear, conversation), seen)
    return caution(checkFirst(closeBooking(asked, conversation), conversation), seen)
  }
  throw new Error('the last rule always speaks')
}

// A `gp` or `wait` sign leaves nothing but passages, or the way to booking, beside its caution.
function caution(decided: Decided, { assessment }: Seen): Decided {
  const { verdict } = decided
  const book = books(verdict)
  const answers = verdict.decision === 'answer' && !(book && verdict.entries.length === 1)
  if (assessment.urgency === 'none' || answers) return decided
  const candidates = verdict.decision === 'clarify' ? verdict.candidates : []
  return { ...decided, verdict: { decision: 'see-a-doctor', book, candidates } }
}

/** A picture, blanks, a face: there are no words in it. */
function findNothing({ turn, picked, intent, answer }: Seen): Verdict | null {
  const text = turn.utterance.text.trim()
  if (text === '') return unknown(turn.attached ? 'attachment' : 'empty')
  const understood = picked !== null || intent !== null || answer !== null
  return understood || /[\p{L}\p{N}]/u.test(text) ? null : unknown('emoji')
}

function unknown(outside: string | null, candidates: Candidate[] = []): Extract<Verdict, { decision: 'fallback' }> {
  return { decision: 'fallback', outside, candidates }
}

function answer(entry: string, confidence = 1): Verdict {
  return { decision: 'answer', entries: [{ entry, confidence }], outside: [], more: [] }
}

function takeChoice({ picked }: Seen): Verdict | null {
  return picked && 'entry' in picked ? answer(picked.entry) : null
}

// A click on a follow-up sends the entry's own question: it must never be read as anything else.
function answerExact({ turn, entries }: Seen): Verdict | null {
  const said = turn.utterance.text.trim().toLowerCase()
  for (const entry of entries.values()) if (entry.question.toLowerCase() === said) return answer(entry.id)
  return null
}

/** Intents that mean something only where there is something to take back, to give up or to go back to. */
const inContext = ['take-back', 'cleared', 'cancel', 'back', 'none-of-these', 'helpful', 'not-helpful'] as const
const isInContext = (intent: IntentId): intent is (typeof inContext)[number] => inContext.some(one => one === intent)

function followIntent({ intent, assessment }: Seen): Verdict | null {
  if (intent === null || isInContext(intent)) return null
  if (intent === 'book') return { decision: 'book', step: 'check' }
  if (assessment.urgency !== 'none') return null
  return { decision: 'small-talk', say: intent === 'forget' ? 'forgotten' : intent }
}

function followRanking({ rank }: Seen): Verdict {
  const { outcome, candidates, outside } = rank()
  const best = candidates[0]
  if (outcome === 'answer' && best) return answer(best.entry, best.confidence)
  if (outcome === 'clarify') return { decision: 'clarify', candidates: candidates.slice(0, 3) }
  // Nothing in it is like anything we know.
  return unknown(candidates.length > 0 ? outside : 'gibberish', candidates)
}
