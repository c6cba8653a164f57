import type { IntentId } from '../domain/intent.js'
import type { Verdict } from '../domain/verdict.js'
import { type Seen, seeADoctor } from './seen.js'

/** What is said and done beside an open emergency, too; all other talk ("ok", "tell me more") goes on about it. */
const beside: IntentId[] = ['book', 'greet', 'thank', 'goodbye', 'person', 'not-now', 'start-over', 'forget']
/** So sure the matcher has to be before a question is answered beside an open emergency. */
const sure = 0.9

/** "I don't have that", or a sign named and denied: what it leaves of the signs that were told before. */
export function takeSignsBack({ takenBack, conversation, intent }: Seen): Verdict | null {
  const open = conversation.signs.filter(sign => sign.urgency === 'emergency').map(sign => sign.flag)
  if (intent !== 'take-back' && !open.some(flag => takenBack.includes(flag))) return null
  if (open.some(flag => !takenBack.includes(flag))) return { decision: 'book', step: 'closed' }
  return { decision: 'small-talk', say: takenBack.length > 0 ? 'taken-back' : 'not-asked' }
}

/** While an emergency is open, "what happens when I get there" is about A&E: only what is plainly about a massage is answered. */
export function stayWithEmergency({ conversation, intent, answer, language, rank }: Seen): Verdict | null {
  if (!conversation.emergencyOpen) return null
  if (intent) return beside.includes(intent) ? null : seeADoctor
  if (answer || language) return null
  const { outcome, candidates, leaning } = rank()
  const plain = outcome === 'answer' && !leaning && candidates[0]!.confidence >= sure
  return plain ? null : seeADoctor
}

/** "my GP says it is fine" clears what was urgent; asking whether it is does not. */
export function clearSigns({ turn, intent, conversation: { signs } }: Seen): Verdict | null {
  if (intent !== 'cleared' || turn.utterance.text.trim().endsWith('?')) return null
  return { decision: 'small-talk', say: signs.some(({ urgency }) => urgency === 'urgent') ? 'cleared' : 'acknowledge' }
}
