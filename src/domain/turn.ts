import type { Utterance } from './utterance.js'

/** One utterance in one conversation. `arrival`: somebody opened the conversation and has written nothing yet. */
export interface Turn {
  kind: 'message' | 'arrival'
  utterance: Utterance
  /** Something came with the message that we cannot read: a picture, a file, a voice message. */
  attached?: boolean
}
