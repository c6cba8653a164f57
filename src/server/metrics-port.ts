import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface MetricsPort {
  listen(): Promise<number>
  close(): void
}

/** A port of its own on loopback, so that no proxy can show the metrics to the world by mistake. */
export function createMetricsPort(port: number, text: () => Promise<string>): MetricsPort {
  const server = createServer(async (request, response) => {
    if (request.method !== 'GET' || request.url !== '/metrics') return void response.writeHead(404).end()
    try {
      const body = await text()
      response.writeHead(200, { 'Content-Type': 'text/plain; version=0.0.4; charset=utf-8' }).end(body)
    } catch {
      response.writeHead(500).end()
    }
  })
  return {
    listen: () =>
      new Promise((resolve, reject) => {
        server.once('error', reject)
        server.listen(port, '127.0.0.1', () => resolve((server.address() as AddressInfo).port))
      }),
    close() {
      server.close()
      server.closeAllConnections()
    }
  }
}
