import type { Assessment } from '../domain/assessment.js'
import { type Conversation, newConversation } from '../domain/conversation.js'
import type { Turn } from '../domain/turn.js'
import { type Urgency, urgencies } from '../domain/urgency.js'
import { bookingEntry, type Decided } from './decide.js'

/** How many answered entries a conversation remembers: more than there are questions in a long one. */
const remembered = 50

/** The conversation after this turn: ids and decisions only. */
export function advance(turn: Turn, before: Conversation, assessment: Assessment, decided: Decided): Conversation {
  const said = decided.decision === 'small-talk' ? decided.say : null
  if (said === 'start-over') return { ...newConversation, locale: turn.utterance.locale }
  const shown =
    decided.decision === 'answer' ? decided.entry : decided.decision === 'book' && !decided.closed ? bookingEntry : null
  const offered = decided.decision === 'clarify' || decided.decision === 'see-a-doctor' ? decided.candidates : []
  return {
    locale: turn.utterance.locale,
    waiting: offered.length > 0 ? { for: 'clarify', entries: offered.map(({ entry }) => entry) } : null,
    lastEntries: shown ? [shown, ...before.lastEntries.filter(id => id !== shown)].slice(0, 3) : before.lastEntries,
    answered: shown ? [shown, ...before.answered.filter(id => id !== shown)].slice(0, remembered) : before.answered,
    urgency: said === 'not-now' ? 'none' : higher(before.urgency, assessment.urgency),
    emergencyOpen: assessment.urgency === 'emergency' || (before.emergencyOpen && said !== 'not-now'),
    fallbacks: decided.decision === 'fallback' ? before.fallbacks + 1 : 0
  }
}

function higher(a: Urgency, b: Urgency): Urgency {
  return urgencies.indexOf(a) >= urgencies.indexOf(b) ? a : b
}
