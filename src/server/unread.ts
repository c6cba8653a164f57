import type { IncomingMessage } from 'node:http'
import { Refusal } from '../channels/refusal.js'

/** What would break the process further in, judged by the headers alone. */
export function refuseUnread(request: IncomingMessage): Refusal | undefined {
  // A packed body is never needed here; unpacking a broken one kills the process, a bomb fills its memory.
  const encoding = request.headers['content-encoding']
  if (encoding !== undefined && encoding.trim().toLowerCase() !== 'identity') {
    return new Refusal(415, 'UnsupportedEncoding', 'Send the body as it is: packed bodies are not read here.')
  }
  // restify's router makes a URL of these two outside of any try: "Host: a b" would end the process.
  if (!request.url?.startsWith('/') || !URL.canParse(`http://${request.headers.host || 'localhost'}${request.url}`)) {
    return new Refusal(400, 'BadRequest', 'This address cannot be read.')
  }
  return undefined
}

/** Milliseconds. A slow sender may not hold a connection for ever; Node looks at them every `connectionsCheckingInterval`. */
export const timeLimits = {
  headersTimeout: 10_000,
  requestTimeout: 20_000,
  keepAliveTimeout: 65_000,
  connectionsCheckingInterval: 2000
}

/** More connections than this are closed as they come: the memory of each is ours. */
export const mostConnections = 15_000
