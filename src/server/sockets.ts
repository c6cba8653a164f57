import type { IncomingMessage, Server } from 'node:http'
import type { Duplex } from 'node:stream'
import { type WebSocket, WebSocketServer } from 'ws'
import type { DirectLine } from '../channels/directline/direct-line.js'
import { Refusal } from '../channels/refusal.js'
import type { Origins } from './origins.js'

const path = /^\/v3\/directline\/conversations\/([^/]{1,200})\/stream$/
/** Milliseconds between two pings; a page that has not answered the last one is gone. */
const heartbeat = 30_000

export interface Sockets {
  close(): void
}

/** Opens streams: everything is checked before the handshake, and what pages send is not read (they ping with nothing). */
export function acceptSockets(server: Server, directLine: DirectLine, origins: Origins): Sockets {
  const sockets = new WebSocketServer({ noServer: true, maxPayload: 4096, perMessageDeflate: false })
  const alive = new WeakSet<WebSocket>()

  async function upgrade(request: IncomingMessage, socket: Duplex, head: Buffer) {
    const url = new URL(request.url ?? '/', 'ws://here')
    const conversation = path.exec(url.pathname)?.[1]
    if (!conversation) throw new Refusal(404, 'NotFound', 'There is nothing here.')
    if (!origins.allows(request)) throw new Refusal(403, 'BadOrigin', 'This site may not open streams here.')
    const ask = (name: string) => url.searchParams.get(name) ?? undefined
    const stream = await directLine.admitStream(
      decodeURIComponent(conversation),
      ask('t'),
      ask('watermark'),
      request.headers.origin
    )
    sockets.handleUpgrade(request, socket, head, webSocket => {
      const closed = stream.open(webSocket)
      alive.add(webSocket)
      webSocket.on('pong', () => alive.add(webSocket))
      webSocket.on('message', () => alive.add(webSocket))
      webSocket.on('error', () => webSocket.terminate())
      webSocket.on('close', closed)
    })
  }

  server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    socket.on('error', () => socket.destroy())
    upgrade(request, socket, head).catch(error => {
      const status = error instanceof Refusal ? error.status : 400
      socket.end(`HTTP/1.1 ${status} Refused\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`)
    })
  })

  const timer = setInterval(() => {
    for (const webSocket of sockets.clients) {
      if (!alive.has(webSocket)) webSocket.terminate()
      alive.delete(webSocket)
      webSocket.ping()
    }
  }, heartbeat)
  timer.unref()

  return {
    close() {
      clearInterval(timer)
      for (const webSocket of sockets.clients) webSocket.close(1001, 'restarting')
      const last = setTimeout(() => {
        for (const webSocket of sockets.clients) webSocket.terminate()
      }, 500)
      last.unref()
    }
  }
}
