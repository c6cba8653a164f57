import type { Assessment } from '../domain/assessment.js'
import type { Candidate, Ranking } from '../domain/candidate.js'
import type { Conversation } from '../domain/conversation.js'
import type { Entry } from '../domain/entry.js'
import type { IntentId } from '../domain/intent.js'
import type { Turn } from '../domain/turn.js'
import { pickOption } from './clarify.js'

/** What to say, before it is put into words: one of the decisions with what its words need. */
export type Verdict =
  | { decision: 'see-a-doctor'; book: boolean; candidates: Candidate[] }
  | { decision: 'answer'; entry: string; confidence: number }
  | { decision: 'clarify'; candidates: Candidate[] }
  | { decision: 'book'; closed: boolean; entry: string }
  | { decision: 'fallback'; outside: string | null; candidates: Candidate[] }
  | { decision: 'small-talk'; say: Exclude<IntentId, 'book' | 'none-of-these'> | 'welcome' }

export type Decided = Verdict & { rule: string }

/** What the steps before have seen of this turn. `rank` is asked only when no earlier rule speaks. */
export interface Seen {
  turn: Turn
  conversation: Conversation
  assessment: Assessment
  intent: IntentId | null
  rank: () => Ranking
  entries: Map<string, Entry>
}

const seeADoctor: Verdict = { decision: 'see-a-doctor', book: false, candidates: [] }

/** The entry that says where to book: it is closed and cautioned like the intent. */
export const bookingEntry = 'booking'

type Rule = (seen: Seen) => Verdict | null

/** The order is the policy: the first rule that speaks wins. */
const rules: [string, Rule][] = [
  ['arrival', ({ turn }) => (turn.kind === 'arrival' ? { decision: 'small-talk', say: 'welcome' } : null)],
  ['emergency', ({ assessment }) => (assessment.urgency === 'emergency' ? seeADoctor : null)],
  ['urgent', ({ assessment }) => (assessment.urgency === 'urgent' ? seeADoctor : null)],
  [
    'nothing written',
    ({ turn }) => (turn.utterance.text.trim() ? null : { decision: 'fallback', outside: 'empty', candidates: [] })
  ],
  ['what we were waiting for', answerClarified],
  ['a question word for word', answerExact],
  ['intent', followIntent],
  ['the best of the ranking', followRanking]
]

export function decide(seen: Seen): Decided {
  for (const [rule, speak] of rules) {
    const verdict = speak(seen)
    if (verdict) return { ...heed(verdict, seen), rule }
  }
  return { ...heed({ decision: 'fallback', outside: null, candidates: [] }, seen), rule: 'nothing fits' }
}

// An open emergency closes booking; a `gp` or `wait` sign leaves nothing but a passage beside its caution.
function heed(verdict: Verdict, { assessment, conversation }: Seen): Verdict {
  const books = verdict.decision === 'book' || (verdict.decision === 'answer' && verdict.entry === bookingEntry)
  if (verdict.decision === 'see-a-doctor') return verdict
  if (assessment.urgency !== 'none' && (books || verdict.decision !== 'answer'))
    return {
      decision: 'see-a-doctor',
      book: books && !conversation.emergencyOpen,
      candidates: verdict.decision === 'clarify' ? verdict.candidates : []
    }
  return books && conversation.emergencyOpen ? { decision: 'book', closed: true, entry: bookingEntry } : verdict
}

function answerClarified({ turn, conversation, entries, intent }: Seen): Verdict | null {
  if (conversation.waiting?.for !== 'clarify') return null
  if (intent === 'none-of-these') return { decision: 'fallback', outside: null, candidates: [] }
  const offered = conversation.waiting.entries.filter(id => entries.has(id))
  const picked = pickOption(
    turn.utterance.text,
    offered.map(id => entries.get(id)!.question)
  )
  return picked === null ? null : { decision: 'answer', entry: offered[picked]!, confidence: 1 }
}

// A click on a follow-up sends the entry's own question: it must never be read as anything else.
function answerExact({ turn, entries }: Seen): Verdict | null {
  const said = turn.utterance.text.trim().toLowerCase()
  for (const entry of entries.values())
    if (entry.question.toLowerCase() === said) return { decision: 'answer', entry: entry.id, confidence: 1 }
  return null
}

function followIntent({ intent, conversation, assessment }: Seen): Verdict | null {
  if (intent === null) return null
  if (intent === 'none-of-these') return { decision: 'fallback', outside: null, candidates: [] }
  if (intent === 'book') return { decision: 'book', closed: conversation.emergencyOpen, entry: bookingEntry }
  if (assessment.urgency !== 'none') return null
  return { decision: 'small-talk', say: intent }
}

function followRanking({ rank }: Seen): Verdict | null {
  const { outcome, candidates, outside } = rank()
  const best = candidates[0]
  if (outcome === 'answer' && best) return { decision: 'answer', entry: best.entry, confidence: best.confidence }
  if (outcome === 'clarify') return { decision: 'clarify', candidates: candidates.slice(0, 3) }
  return { decision: 'fallback', outside, candidates }
}
