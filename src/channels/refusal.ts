/** A request that is turned down. `message` is for the sender's eyes: one sentence, nothing from inside. */
export class Refusal extends Error {
  override name = 'Refusal'

  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
    /** Seconds after which it may be tried again. */
    readonly retryAfter?: number
  ) {
    super(message)
  }
}

export const conversationEnded = () =>
  new Refusal(404, 'ConversationEnded', 'This conversation has ended: start a new one.')
