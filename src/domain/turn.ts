import type { Utterance } from './utterance.js'

/** One utterance in one conversation. `arrival`: somebody opened the conversation and has written nothing yet. */
export interface Turn {
  kind: 'message' | 'arrival'
  utterance: Utterance
}
