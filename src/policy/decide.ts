import type { Assessment } from '../domain/assessment.js'
import type { Decided } from '../domain/decided.js'
import type { Verdict } from '../domain/verdict.js'
import { askUnclear } from './ask-unclear.js'
import { bookingEntry, books } from './booking.js'
import type { Seen, Step } from './seen.js'
import { answerWaiting, goOn } from './wait.js'

type Rule = (seen: Seen) => Verdict | Step | null

const seeADoctor: Verdict = { decision: 'see-a-doctor', book: false, candidates: [] }

/** The order is the policy: the first rule that speaks wins. */
const rules: [string, Rule][] = [
  ['arrival', ({ turn }) => (turn.kind === 'arrival' ? { decision: 'small-talk', say: 'welcome' } : null)],
  ['emergency', ({ assessment }) => (assessment.urgency === 'emergency' ? seeADoctor : null)],
  ['urgent', ({ assessment }) => (assessment.urgency === 'urgent' ? seeADoctor : null)],
  [
    'nothing written',
    ({ turn }) => (turn.utterance.text.trim() ? null : { decision: 'fallback', outside: 'empty', candidates: [] })
  ],
  ['the question on the screen', answerWaiting],
  ['a sign taken back', takeSignsBack],
  ['a choice on the screen', takeChoice],
  ['a question word for word', answerExact],
  ['intent', followIntent],
  ['an answer to nothing', ({ answer }) => (answer ? { decision: 'small-talk', say: 'not-asked' } : null)],
  ['the best of the ranking', followRanking]
]

export function decide(seen: Seen): Decided {
  for (const [rule, speak] of rules) {
    const said = speak(seen)
    if (!said) continue
    const step = 'verdict' in said ? said : { verdict: said }
    const decided = { rule, waiting: null, denied: [], takenBack: seen.takenBack, ...step }
    if (isAcute(seen.assessment)) return decided
    return heed(goOn(askUnclear(decided, seen.unclear, seen.conversation), seen.conversation), seen)
  }
  throw new Error('the last rule always speaks')
}

const isAcute = ({ urgency }: Assessment) => urgency === 'emergency' || urgency === 'urgent'

// An open emergency closes booking; a `gp` or `wait` sign leaves nothing but a passage beside its caution.
function heed(decided: Decided, { assessment, conversation }: Seen): Decided {
  const { verdict } = decided
  if (assessment.urgency !== 'none' && (books(verdict) || verdict.decision !== 'answer'))
    return {
      ...decided,
      verdict: {
        decision: 'see-a-doctor',
        book: books(verdict) && !conversation.emergencyOpen,
        candidates: verdict.decision === 'clarify' ? verdict.candidates : []
      }
    }
  return books(verdict) && conversation.emergencyOpen
    ? { ...decided, verdict: { decision: 'book', closed: true, entry: bookingEntry } }
    : decided
}

function takeSignsBack({ takenBack, conversation, intent }: Seen): Verdict | null {
  const open = conversation.signs.filter(sign => sign.urgency === 'emergency').map(sign => sign.flag)
  if (intent !== 'take-back' && !open.some(flag => takenBack.includes(flag))) return null
  if (open.some(flag => !takenBack.includes(flag))) return { decision: 'book', closed: true, entry: bookingEntry }
  return { decision: 'small-talk', say: takenBack.length > 0 ? 'taken-back' : 'not-asked' }
}

function takeChoice({ picked }: Seen): Verdict | null {
  return picked && 'entry' in picked ? { decision: 'answer', entry: picked.entry, confidence: 1 } : null
}

// A click on a follow-up sends the entry's own question: it must never be read as anything else.
function answerExact({ turn, entries }: Seen): Verdict | null {
  const said = turn.utterance.text.trim().toLowerCase()
  for (const entry of entries.values())
    if (entry.question.toLowerCase() === said) return { decision: 'answer', entry: entry.id, confidence: 1 }
  return null
}

function followIntent({ intent, conversation, assessment }: Seen): Verdict | null {
  if (intent === null || intent === 'take-back') return null
  if (intent === 'none-of-these') return { decision: 'fallback', outside: null, candidates: [] }
  if (intent === 'book') return { decision: 'book', closed: conversation.emergencyOpen, entry: bookingEntry }
  if (assessment.urgency !== 'none') return null
  return { decision: 'small-talk', say: intent }
}

function followRanking({ rank }: Seen): Verdict {
  const { outcome, candidates, outside } = rank()
  const best = candidates[0]
  if (outcome === 'answer' && best) return { decision: 'answer', entry: best.entry, confidence: best.confidence }
  if (outcome === 'clarify') return { decision: 'clarify', candidates: candidates.slice(0, 3) }
  return { decision: 'fallback', outside, candidates }
}
