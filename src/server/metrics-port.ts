import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface MetricsPort {
  listen(): Promise<number>
  close(): void
}

/** A port of its own on loopback, so that no proxy can show the metrics to the world by mistake. */
export function createMetricsPort(port: number, text: () => Promise<string>): MetricsPort {
  const server = createServer((request, response) => {
    if (request.method !== 'GET' || request.url !== '/metrics') return send(response, 404, '')
    text().then(
      body => send(response, 200, body),
      () => send(response, 500, '')
    )
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

// Without `writeHead`: restify puts its own in front of Node's, in every response of the process, and that one throws here.
function send(response: ServerResponse, status: number, body: string) {
  response.statusCode = status
  response.setHeader('Content-Type', 'text/plain; version=0.0.4; charset=utf-8')
  response.end(body)
}
