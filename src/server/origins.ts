import type { IncomingMessage } from 'node:http'
import type { Response } from 'restify'

const loopbackHost = /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])(:\d{1,5})?$/

export interface Origins {
  /** The host under which the caller sees us: our public one or one of this computer; undefined for any other. */
  host(request: IncomingMessage): string | undefined
  /** Address of our WebSockets as the caller sees us. */
  socketBase(request: IncomingMessage): string
  /** Whether a page may talk to us: same origin, or listed. A caller without an Origin header is no page. */
  allows(request: IncomingMessage): boolean
  /** CORS headers for a listed origin, exactly that one. */
  open(request: IncomingMessage, response: Response): void
}

export interface OriginParts {
  publicUrl: string
  allowedOrigins: readonly string[]
  trustProxy: number
}

export function createOrigins({ publicUrl, allowedOrigins, trustProxy }: OriginParts): Origins {
  const own = new URL(publicUrl)

  /** Whatever else stands in the header is not repeated anywhere. */
  const host = (request: IncomingMessage) => {
    const given = (request.headers.host ?? '').toLowerCase()
    return given === own.host || loopbackHost.test(given) ? given : undefined
  }

  /** https is ended by the proxy in front: the public address knows of it, or the proxy says so and is trusted. */
  function isSecure(request: IncomingMessage): boolean {
    if ((host(request) ?? own.host) === own.host) return own.protocol === 'https:'
    return trustProxy > 0 && request.headers['x-forwarded-proto'] === 'https'
  }

  /**
   * Our pages by their public address, or on this computer. A Host header alone proves nothing: whoever makes a name of his
   * own lead to our address ("DNS rebinding") sends a matching pair of Host and Origin.
   */
  const isOwn = (origin: string, request: IncomingMessage) =>
    origin === own.origin || (origin === `http://${host(request)}` && loopbackHost.test(host(request) ?? ''))

  return {
    host,
    socketBase: request => `${isSecure(request) ? 'wss' : 'ws'}://${host(request) ?? own.host}`,
    allows(request) {
      const { origin } = request.headers
      return origin === undefined || isOwn(origin, request) || allowedOrigins.includes(origin)
    },
    open(request, response) {
      const { origin } = request.headers
      response.header('Vary', 'Origin')
      if (origin === undefined || !allowedOrigins.includes(origin)) return
      response.header('Access-Control-Allow-Origin', origin)
      response.header('Access-Control-Allow-Methods', 'GET, POST, OPTIONS')
      response.header('Access-Control-Allow-Headers', 'authorization, content-type, x-ms-bot-agent, x-requested-with')
      response.header('Access-Control-Expose-Headers', 'retry-after')
      response.header('Access-Control-Max-Age', '600')
    }
  }
}
