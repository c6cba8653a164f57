import type { AddressInfo } from 'node:net'
import restify, { type Request, type Response, type Server } from 'restify'
import type { Admission } from '../channels/admission.js'
import type { CloudEndpoint } from '../channels/cloud.js'
import type { DirectLine } from '../channels/directline/direct-line.js'
import { inTime } from '../channels/in-time.js'
import { Refusal } from '../channels/refusal.js'
import { createLog, describeError, type Log } from '../operations/log.js'
import { limitKey, readAddress } from './address.js'
import { sendError, sendHtml, sendNothing } from './answers.js'
import { setSecurityHeaders } from './headers.js'
import type { Limits } from './limits.js'
import { createOrigins } from './origins.js'
import { addRoutes, type Guard, settingsPath } from './routes.js'
import { acceptSockets } from './sockets.js'
import { mostConnections, refuseUnread, timeLimits } from './unread.js'

/** The pages, as functions that give HTML. */
export interface Pages {
  home(): string
  faq(): string
  /** The assistant alone. */
  chat(): string
  article(slug: string): string | undefined
  privacy(): string
  terms(): string
  notFound(): string
  /** What the widget says and offers, as JSON; undefined for a page that expects another clinic here. */
  settings(clinic?: string): object | undefined
}

export interface ServerParts {
  host: string
  /** 0 takes any free port. */
  port: number
  publicUrl: string
  allowedOrigins: readonly string[]
  trustProxy: number
  directLine: DirectLine
  cloud: CloudEndpoint
  pages: Pages
  /** The folder with the built widget, if there is one. */
  widgetDir?: string
  isReady: () => Promise<boolean>
  admission: Pick<Admission, 'refuse'>
  limits: Limits
  log: Log
}

export interface RunningServer {
  listen(): Promise<{ host: string; port: number; url: string }>
  /** Takes no more requests, closes the streams and waits for the answers under way. */
  close(): Promise<void>
}

export function createServer(parts: ServerParts): RunningServer {
  const { host, port, pages, limits, log } = parts
  const origins = createOrigins(parts)
  const address = (request: Request) => limitKey(readAddress(request, parts.trustProxy))

  // An empty name: no Server header. restify's own log would write headers down, tokens too (it wants pino; its types
  // still say bunyan).
  const server = restify.createServer({ name: '', log: createLog('silent') as never })
  Object.assign(server.server, timeLimits, { maxHeadersCount: 100, maxConnections: mostConnections })
  server.server.on('clientError', (_, socket) => void socket.destroy())

  server.pre((request: Request, response: Response, next) => {
    setSecurityHeaders(response, origins.host(request), parts.publicUrl.startsWith('https:'))
    if (!request.url?.startsWith('/widget/') || request.path() === settingsPath) origins.open(request, response)
    const refused = refuseUnread(request)
    if (refused) refuse(response, refused)
    else if (request.method === 'OPTIONS') sendNothing(response, 204)
    else return next()
    return next(false)
  })

  const guard: Guard = answer => async (request, response) => {
    try {
      if (isDirectLine(request)) await admit(request)
      await inTime(answer(request, response), longestAnswer, tooLate)
    } catch (error) {
      refuse(response, error)
    }
  }

  async function admit(request: Request) {
    await limits.calls(address(request))
    if (!origins.allows(request)) throw new Refusal(403, 'BadOrigin', 'This site may not talk to the assistant.')
  }

  function refuse(response: Response, error: unknown) {
    if (error instanceof Refusal && error.retryAfter) response.header('Retry-After', String(error.retryAfter))
    // What is left of a body that was not read must not be taken for the next request.
    if (!response.req.complete) response.header('Connection', 'close')
    if (error instanceof Refusal) return sendError(response, error.status, error.code, error.message)
    log.error({ event: 'request-failed', error: describeError(error) })
    sendError(response, 500, 'ServerError', 'Something went wrong here.')
  }

  addRoutes(server, { ...parts, origins, address, guard })
  hideErrors(server, pages)
  const sockets = acceptSockets(server.server, parts.directLine, origins)

  return {
    listen: () =>
      new Promise((resolve, reject) => {
        server.server.once('error', reject)
        server.listen(port, host, () => {
          server.server.off('error', reject)
          const { port: bound } = server.server.address() as AddressInfo
          const name = host.includes(':') ? `[${host}]` : host
          resolve({ host, port: bound, url: `http://${name}:${bound}` })
        })
      }),
    close: () =>
      new Promise(resolve => {
        server.server.close(() => resolve())
        sockets.close()
        server.server.closeIdleConnections()
      })
  }
}

/** Milliseconds. A database or a host that never answers must not hold a caller for ever. */
const longestAnswer = 25_000
const tooLate = () => new Refusal(503, 'TooLate', 'This took too long here: try again later.')

const isDirectLine = (request: Request) =>
  request.method !== 'OPTIONS' && (request.path() === '/token' || request.path().startsWith('/v3/directline/'))

/** restify sends an error's own message to the client; these events come first and send ours. */
function hideErrors(server: Server, pages: Pages) {
  server.on(
    'restifyError',
    (request: Request, response: Response, error: { statusCode?: number }, done: () => void) => {
      const status = error.statusCode ?? 500
      if (status >= 500) sendError(response, 500, 'ServerError', 'Something went wrong here.')
      else if (status === 405) sendError(response, 405, 'MethodNotAllowed', 'This address does not take that method.')
      else if (request.headers.accept?.includes('text/html')) sendHtml(response, 404, pages.notFound())
      else sendError(response, 404, 'NotFound', 'There is nothing here.')
      done()
    }
  )
}
