import { describeError, type Log } from '../../operations/log.js'
import { activityPage, type Store, type StoredActivity } from '../../storage/store.js'
import { writeGroup } from './wire.js'

/** An open WebSocket, whoever holds it. */
export interface StreamSocket {
  send(text: string): void
  close(code: number, reason: string): void
}

interface Stream {
  socket: StreamSocket
  /** The sequence number up to which the page has everything. */
  after: number
  open: boolean
  busy: boolean
  again: boolean
}

export interface Streams {
  /**
   * One stream a conversation and replica: a newer one closes the older (docs/decisions/0009-postgres-for-replicas.md). Returns
   * the call for when the socket has closed.
   */
  open(conversation: string, after: number, socket: StreamSocket): () => void
  /** Sends something that is not in the store and gets no number. */
  push(conversation: string, frame: string): void
  size(): number
}

/** Close code by which a page knows that the same conversation was opened elsewhere, and does not fight back. */
export const replacedElsewhere = 4001
const retryAfter = 1000

export function createStreams({ store, clock, log }: { store: Store; clock: () => number; log: Log }): Streams {
  const streams = new Map<string, Stream>()

  function send(stream: Stream, rows: StoredActivity[]) {
    const last = rows.at(-1)
    if (!last || !stream.open) return
    stream.socket.send(writeGroup(rows, stream.after))
    stream.after = last.sequence
  }

  /** News that follow on what the page has go straight to it; whatever else rings, is read from the store. */
  function hear(conversation: string, stream: Stream, last: number, news: StoredActivity[]) {
    if (last <= stream.after) return
    if (!stream.busy && news[0]?.sequence === stream.after + 1) send(stream, news)
    else void deliver(conversation, stream)
  }

  async function deliver(conversation: string, stream: Stream): Promise<void> {
    if (stream.busy) {
      stream.again = true
      return
    }
    stream.busy = true
    try {
      do {
        stream.again = false
        const rows = await store.activities(conversation, stream.after, clock())
        send(stream, rows)
        if (rows.length === activityPage) stream.again = true
      } while (stream.again && stream.open)
    } catch (error) {
      log.warn({ event: 'stream-read-failed', error: describeError(error) })
      setTimeout(() => stream.open && void deliver(conversation, stream), retryAfter).unref()
    } finally {
      stream.busy = false
    }
  }

  return {
    open(conversation, after, socket) {
      const older = streams.get(conversation)
      if (older) {
        older.open = false
        older.socket.close(replacedElsewhere, 'opened elsewhere')
      }
      const stream: Stream = { socket, after, open: true, busy: false, again: false }
      streams.set(conversation, stream)
      // What there is, the store's numbers say: doorbells can be lost.
      const stopWatching = store.watch(conversation, (last, news) => hear(conversation, stream, last, news))
      void deliver(conversation, stream)
      return () => {
        stream.open = false
        stopWatching()
        if (streams.get(conversation) === stream) streams.delete(conversation)
      }
    },
    push(conversation, frame) {
      streams.get(conversation)?.socket.send(frame)
    },
    size: () => streams.size
  }
}
