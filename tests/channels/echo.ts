import { type Conversation, newConversation } from '../../src/domain/conversation.js'
import type { Reply } from '../../src/domain/reply.js'
import type { Respond } from '../../src/domain/respond.js'
import type { Trace } from '../../src/domain/trace.js'

export const reply = (given: Partial<Reply> = {}): Reply => ({
  decision: 'answer',
  urgency: 'none',
  flags: [],
  bookingClosed: false,
  entries: [],
  parts: [],
  text: '',
  links: [],
  actions: [],
  handoff: null,
  ...given
})

export const trace: Trace = {
  assessment: { urgency: 'none', flags: [], findings: [] },
  unclear: null,
  intent: null,
  ranking: null,
  read: null,
  about: null,
  decision: 'answer',
  rule: 'echo',
  entry: null,
  confidence: null,
  candidates: []
}

/** A core that says what it heard and counts the turns of the conversation (in `fallbacks`). */
export const echo: Respond = (turn, conversation) => {
  const count = conversation.fallbacks + 1
  const next: Conversation = { ...newConversation, locale: turn.utterance.locale, fallbacks: count }
  const text = turn.kind === 'arrival' ? 'Welcome' : `${count}: ${turn.utterance.text}`
  return { reply: reply({ text, actions: [{ label: 'Book', means: { intent: 'book' } }] }), conversation: next, trace }
}
