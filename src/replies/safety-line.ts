import type { Clinic } from '../domain/clinic.js'
import type { Messages } from '../domain/messages.js'
import type { Reply } from '../domain/reply.js'
import { createSay } from './wording.js'

/** The last word when anything in us fails. No booking link: we cannot know what the person wrote about. */
export function composeSafetyLine(clinic: Clinic, messages: Messages): Reply {
  const text = createSay(clinic, messages)(messages['safety-line'])
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
