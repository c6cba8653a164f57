import type { Clinic } from '../domain/clinic.js'
import type { Conversation } from '../domain/conversation.js'
import type { Messages } from '../domain/messages.js'
import type { Part } from '../domain/reply.js'
import { isAcute } from '../domain/urgency.js'
import type { Say } from './wording.js'

/** The ways out of the conversation to the clinic. */
export interface Links {
  booking: (after: Conversation) => Part[]
  contact: (after: Conversation) => Part[]
  /** The link that belongs to a sentence which sends people to the clinic or to its page. */
  of: (sentence: string, after: Conversation) => Part[]
}

/** No way to booking beside an emergency, nor after an urgent sign that no clinician has cleared. */
export const isBookingClosed = ({ urgency }: Conversation) => isAcute(urgency)

export function createLinks(clinic: Clinic, messages: Messages, say: Say): Links {
  // After a lesser sign booking is worded "once your GP is happy".
  const booking = (after: Conversation): Part[] => {
    if (isBookingClosed(after)) return []
    const label = after.urgency === 'none' ? messages.book.button : messages.answer['book-after-caution']
    return [{ kind: 'link', purpose: 'booking', link: { label: say(label), url: clinic.booking.url } }]
  }

  // The clinic's page is also where people book, and so it is closed with it; a telephone never is.
  const contact = (after: Conversation): Part[] => {
    const { page, phone } = clinic.contact
    const call = phone ? [{ label: phone, url: `tel:${phone.replace(/[^+\d]/g, '')}` }] : []
    const visit = isBookingClosed(after) ? [] : [{ label: say(messages.fallback.page), url: page }]
    return [...call, ...visit].map(link => ({ kind: 'link', purpose: 'contact', link }))
  }

  return {
    booking,
    contact,
    of: (sentence, after) => (/\{(provider|contact)\}/.test(sentence) ? contact(after) : [])
  }
}
