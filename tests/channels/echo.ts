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
  feedback: null,
  forget: false,
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
  candidates: [],
  feedback: null
}

/** A core that says what it heard and counts the turns of the conversation (in `fallbacks`); it can forget, too. */
export const echo: Respond = (turn, conversation) => {
  const count = conversation.fallbacks + 1
  const forget = turn.utterance.text === 'forget me'
  const next: Conversation = { ...newConversation, locale: turn.utterance.locale, fallbacks: forget ? 0 : count }
  const text = turn.kind === 'arrival' ? 'Welcome' : `${count}: ${turn.utterance.text}`
  const actions = [{ label: 'Book', means: { intent: 'book' as const } }]
  return { reply: reply({ text, actions, forget }), conversation: next, trace }
}
