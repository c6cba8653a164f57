import type { Clinic } from '../domain/clinic.js'
import type { Messages } from '../domain/messages.js'
import type { Reply } from '../domain/reply.js'
import { createSay } from './wording.js'

/** The last word when anything in us fails. */
export const composeSafetyLine = (clinic: Clinic, messages: Messages): Reply =>
  composeLine(createSay(clinic, messages)(messages['safety-line']))

/** The only word while the clinic has switched the assistant off. */
export const composePausedLine = (clinic: Clinic, messages: Messages): Reply =>
  composeLine(createSay(clinic, messages)(messages.paused))

/** No booking link: nobody has read what the person wrote about. */
function composeLine(text: string): Reply {
  return {
    decision: 'fallback',
    urgency: 'none',
    flags: [],
    bookingClosed: true,
    entries: [],
    parts: [{ kind: 'text', text }],
    text,
    links: [],
    actions: [],
    handoff: null,
    feedback: null,
    forget: false
  }
}
