import { type DirectLine, Refused, type Ticket } from './direct-line.js'
import type { Saved } from './saved.js'

/** The right to write in the conversation: kept in the tab, and renewed when it has expired. */
export class Pass {
  #api: DirectLine
  #saved: Saved
  #ticket: Ticket | null = null
  #renewing: Promise<Ticket> | null = null
  #forgotten = false

  constructor(api: DirectLine, saved: Saved) {
    this.#api = api
    this.#saved = saved
  }

  get isThere(): boolean {
    return this.#ticket !== null
  }

  keep({ conversationId, token }: Ticket): void {
    this.#ticket = { conversationId, token }
    // An answer that comes late must not bring back what was forgotten.
    if (!this.#forgotten) this.#saved.write(this.#ticket)
  }

  /** The page knows nothing of the conversation any more. */
  forget(): void {
    this.#forgotten = true
    this.#saved.write(null)
  }

  /** Does the work with our token; when it has expired, once more with a new one. */
  async use<T>(work: (ticket: Ticket) => Promise<T>): Promise<T> {
    const ticket = this.#ticket
    if (!ticket) throw new Error('not connected')
    try {
      return await work(ticket)
    } catch (error) {
      if (!(error instanceof Refused) || (error.status !== 403 && error.status !== 401)) throw error
      this.#renewing ??= this.#api.ticket(ticket).finally(() => {
        this.#renewing = null
      })
      const renewed = await this.#renewing
      if (renewed.conversationId !== ticket.conversationId) throw new Refused(404, 0)
      this.keep(renewed)
      return work(renewed)
    }
  }
}
