import { type Received, readActivity } from './activity.js'
import { type Batch, type DirectLine, Refused } from './direct-line.js'
import { Pass } from './pass.js'
import type { Saved } from './saved.js'
import { Stream } from './stream.js'

/** `connecting`: the first time or again; `away`: not for a while; `ended`: the server no longer has the conversation. */
export type Status = 'connecting' | 'online' | 'offline' | 'away' | 'ended'

interface Parts {
  api: DirectLine
  saved: Saved
  openSocket: (url: string) => WebSocket
  isOffline: () => boolean
  onMessages: (messages: Received[]) => void
  onStatus: (status: Status) => void
  /** Longest wait between two tries, in milliseconds; tests make it short. */
  slowest?: number
}

// An answer that has not come by the socket after this long is asked for: a half-dead socket tells nobody.
const answerDue = 5_000
// After so many sockets that never opened (a proxy, a policy of the page) we poll, and try one again now and then.
const patienceWithSockets = 3
// After so many tries in vain (some four seconds) we say that the server is away, and go on trying.
const patienceWithServer = 3
const isStatus = (error: unknown, status: number) => error instanceof Refused && error.status === status

/**
 * Keeps one conversation going: a token, a WebSocket, and after every break all that was missed (by watermark). Where
 * sockets are blocked the same loop becomes polling. Messages may be delivered twice; the log sorts that out.
 */
export class Connection {
  #parts: Parts
  #pass: Pass
  #watermark = ''
  #stream: Stream
  #running = false
  #endPause = () => {}
  #begun: Promise<void>
  #setBegun = () => {}

  constructor(parts: Parts) {
    this.#parts = parts
    this.#pass = new Pass(parts.api, parts.saved)
    this.#stream = new Stream(parts.openSocket, batch => this.#deliver(batch))
    this.#begun = new Promise(resolve => {
      this.#setBegun = resolve
    })
  }

  /** Starts, or goes on at once when it was waiting to try again. */
  start(): void {
    if (this.#running) this.wake()
    else void this.#run()
  }

  /** Tries now instead of later. */
  wake(): void {
    this.#endPause()
  }

  stop(): void {
    this.#running = false
    this.#stream.close()
    this.wake()
  }

  /** Stops, and the page knows nothing of the conversation any more. */
  forget(): void {
    this.stop()
    this.#pass.forget()
  }

  /** The network went or came: drop the socket that may be dead, and look again. */
  networkChanged(): void {
    this.#stream.close()
    this.wake()
  }

  /** Resolves with the server's id once the message is stored; safe to repeat with the same clientId. */
  async send(text: string, clientId: string): Promise<string> {
    this.wake()
    await this.#inTime(this.#begun)
    for (let attempt = 1; ; attempt++) {
      try {
        const { id } = await this.#pass.use(ticket => this.#parts.api.post(ticket, text, clientId))
        setTimeout(() => this.#catchUp().catch(() => {}), this.#stream.isOpen ? answerDue : 0)
        return id
      } catch (error) {
        if (isStatus(error, 404)) this.#end()
        if (attempt === 2 || this.#parts.isOffline() || isStatus(error, 404)) throw error
        const seconds = error instanceof Refused ? Math.min(error.retryAfter, 20) : 1
        await new Promise(resolve => setTimeout(resolve, seconds * 1000))
      }
    }
  }

  async #run(): Promise<void> {
    this.#running = true
    let failures = 0
    let deafSockets = 0
    this.#parts.onStatus('connecting')
    while (this.#running) {
      try {
        const streamUrl = await this.#reach(deafSockets)
        failures = 0
        if (!this.#running) return
        this.#parts.onStatus('online')
        const { heard, elsewhere } = await this.#stream.listen(streamUrl)
        if (elsewhere) {
          // Two tabs that fight over the stream would both lose. This one waits until somebody looks at it.
          await this.#pause(null)
          continue
        }
        deafSockets = heard ? 0 : deafSockets + 1
        if (heard && this.#running) this.#parts.onStatus(this.#parts.isOffline() ? 'offline' : 'connecting')
      } catch (error) {
        if (isStatus(error, 404)) return this.#end()
        failures++
        const status = failures < patienceWithServer ? 'connecting' : 'away'
        this.#parts.onStatus(this.#parts.isOffline() ? 'offline' : status)
      }
      if (!this.#running) return
      const slowest = this.#parts.slowest ?? 10_000
      const delay =
        failures === 0 && deafSockets >= patienceWithSockets ? slowest : Math.min(500 * 2 ** failures, slowest)
      // Spread out, so that a restarted server does not meet all its visitors in one moment.
      await this.#pause(delay * (0.75 + Math.random() / 2))
    }
  }

  /** All that was missed is delivered, then the address of the stream; null while we poll because sockets stay deaf. */
  async #reach(deafSockets: number): Promise<string | null> {
    if (!this.#pass.isThere) {
      const streamUrl = await this.#enter()
      if (streamUrl) return streamUrl
    }
    await this.#catchUp()
    if (deafSockets >= patienceWithSockets && deafSockets % 20 !== 0) return null
    return (await this.#pass.use(ticket => this.#parts.api.resume(ticket, this.#watermark))).streamUrl
  }

  /** Goes on in the saved conversation (null) or begins a new one (its stream). */
  async #enter(): Promise<string | null> {
    const { api, saved } = this.#parts
    const old = saved.read()
    if (old) {
      try {
        const ticket = await api.ticket(old)
        if (ticket.conversationId === old.conversationId) {
          // Also proves that the conversation is still there.
          this.#deliver(await api.since(ticket, ''))
          this.#pass.keep(ticket)
          this.#setBegun()
          return null
        }
      } catch (error) {
        if (!(error instanceof Refused) || error.status === 429 || error.status >= 500) throw error
      }
      saved.write(null)
    }
    const begun = await api.begin(await api.ticket())
    this.#pass.keep(begun)
    this.#setBegun()
    return begun.streamUrl
  }

  async #catchUp(): Promise<void> {
    if (this.#pass.isThere)
      this.#deliver(await this.#pass.use(ticket => this.#parts.api.since(ticket, this.#watermark)))
  }

  #deliver({ activities, watermark }: Batch): void {
    const messages = (activities ?? []).map(readActivity).filter(message => message !== null)
    if (messages.length > 0) this.#parts.onMessages(messages)
    // Only after delivery: a message is asked for again rather than lost.
    if (watermark) this.#watermark = watermark
  }

  #end(): void {
    this.forget()
    this.#parts.onStatus('ended')
  }

  /** Waits, at most until `wake`; null: until then. */
  #pause(milliseconds: number | null): Promise<void> {
    return new Promise(resolve => {
      const timer = milliseconds === null ? undefined : setTimeout(resolve, milliseconds)
      this.#endPause = () => {
        clearTimeout(timer)
        resolve()
      }
    })
  }

  #inTime(work: Promise<void>): Promise<void> {
    return Promise.race([work, new Promise<never>((_, reject) => setTimeout(() => reject(new Error('late')), 12_000))])
  }
}
