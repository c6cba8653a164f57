import { connect, createServer, type Socket } from 'node:net'

/** Stands between a client and a server, and does what networks do. */
export interface SlowProxy {
  port: number
  /** Milliseconds by which every answer of the server comes later. */
  delay: number
  /** Breaks all connections that are open. */
  cut(): void
  /** Lets nothing more pass by the connections that are open, and tells nobody: as a firewall does that has forgotten them. */
  silence(): void
  close(): void
}

export function openProxy(target: number): Promise<SlowProxy> {
  const sockets = new Set<Socket>()
  let silent = new WeakSet<Socket>()
  const keep = (socket: Socket) => {
    sockets.add(socket)
    socket.on('error', () => socket.destroy())
    socket.on('close', () => sockets.delete(socket))
  }
  const server = createServer(client => {
    const upstream = connect(target, '127.0.0.1')
    keep(client)
    keep(upstream)
    client.on('data', data => silent.has(client) || upstream.write(data))
    // Timers of one length go off in the order in which they were set, so the bytes stay in order.
    upstream.on(
      'data',
      data => void setTimeout(() => client.destroyed || silent.has(client) || client.write(data), proxy.delay)
    )
    client.on('close', () => silent.has(client) || upstream.destroy())
    upstream.on('close', () => silent.has(client) || client.destroy())
  })
  const proxy: SlowProxy = {
    port: 0,
    delay: 0,
    cut() {
      for (const socket of sockets) socket.destroy()
    },
    silence() {
      silent = new WeakSet(sockets)
    },
    close() {
      server.close()
      proxy.cut()
    }
  }
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      proxy.port = (server.address() as { port: number }).port
      resolve(proxy)
    })
  })
}
