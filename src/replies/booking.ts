import type { Conversation } from '../domain/conversation.js'
import type { Part } from '../domain/reply.js'
import type { Verdict } from '../domain/verdict.js'
import { offer, offerButtons, offerFollowUps } from './actions.js'
import type { Pieces, Vocabulary } from './vocabulary.js'

type Step = Extract<Verdict, { decision: 'book' }>['step']

/** Puts the steps of a booking into words; the safety check itself is a question, and asked as one. */
export function createBooking(vocabulary: Vocabulary) {
  const { clinic, messages, entries, links, text, passage } = vocabulary
  const suggestions = offer(clinic.suggestions, entries)
  const instead = { closed: [], held: offerButtons(['cleared', 'start-over'], messages), cancelled: suggestions }

  /** Who was told to see somebody first, or to wait, hears it again before any way to book. */
  function caution({ urgency }: Conversation): Part[] {
    return urgency === 'gp' || urgency === 'wait' ? [text(messages.book['lead-after'][urgency])] : []
  }

  function composeStep(step: Step, after: Conversation): Pieces {
    if (step === 'check') return { parts: [], actions: [] }
    if (step !== 'link') return { parts: [text(messages.book[step])], actions: instead[step] }
    const told = caution(after)
    const lead = told.length > 0 ? told : [text(messages.book.lead)]
    const prepare = entries.get(clinic.booking.prepare)
    return {
      parts: [...lead, ...links.booking(after), ...(prepare ? [passage(prepare)] : [])],
      actions: prepare ? offerFollowUps(prepare, after.answered, entries, clinic, null) : suggestions
    }
  }

  return { caution, composeStep }
}
