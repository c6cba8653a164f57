import type { Batch } from './direct-line.js'

const pingEvery = 20_000
/** How the server closes a stream that a second tab has taken. */
const openedElsewhere = 4001

/** How a stream went: whether it had opened, and whether another tab took it. */
export interface Heard {
  heard: boolean
  elsewhere: boolean
}

/** The WebSocket by which answers come: one at a time, kept alive, closed from either side. */
export class Stream {
  #open: (url: string) => WebSocket
  #onBatch: (batch: Batch) => void
  #ready = false
  #end = () => {}

  constructor(open: (url: string) => WebSocket, onBatch: (batch: Batch) => void) {
    this.#open = open
    this.#onBatch = onBatch
  }

  get isOpen(): boolean {
    return this.#ready
  }

  /** At once: the browser itself may wait long for an answer to its farewell. */
  close(): void {
    this.#end()
  }

  /** Resolves when the socket has closed. Without an address, or where the page's policy forbids it, at once. */
  listen(url: string | null): Promise<Heard> {
    return new Promise(resolve => {
      let heard = false
      let ping: ReturnType<typeof setInterval> | undefined
      let socket: WebSocket
      const finish = (elsewhere = false) => {
        clearInterval(ping)
        this.#ready = false
        this.#end = () => {}
        if (socket) {
          socket.onopen = socket.onmessage = socket.onclose = socket.onerror = null
          socket.close()
        }
        resolve({ heard, elsewhere })
      }
      if (url === null) return finish()
      try {
        socket = this.#open(url)
      } catch {
        // Some browsers throw where the page's policy forbids the socket; others close it.
        return finish()
      }
      this.#end = finish
      socket.onopen = () => {
        heard = this.#ready = true
        ping = setInterval(() => socket.send(''), pingEvery)
      }
      socket.onmessage = ({ data }: MessageEvent<unknown>) => {
        if (typeof data !== 'string' || data === '') return
        try {
          this.#onBatch(JSON.parse(data) as Batch)
        } catch {}
      }
      socket.onclose = ({ code }) => finish(code === openedElsewhere)
      // Chromium sends no close event for a socket that the page's policy forbids.
      socket.onerror = () => finish()
    })
  }
}
