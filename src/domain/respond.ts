import type { Conversation } from './conversation.js'
import type { Reply } from './reply.js'
import type { Trace } from './trace.js'
import type { Turn } from './turn.js'

/** One turn from utterance to reply: values in, values out, no effect. Never throws: the safety line is its last word. */
export type Respond = (turn: Turn, conversation: Conversation) => Outcome

export interface Outcome {
  reply: Reply
  conversation: Conversation
  trace: Trace
}
