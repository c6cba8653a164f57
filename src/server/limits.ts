import type { IncomingMessage } from 'node:http'
import { Refusal } from '../channels/refusal.js'

/** A bucket of `burst` calls that fills again by `perSecond`. */
export interface Rate {
  burst: number
  perSecond: number
}

export interface Rates {
  /** New tokens for pages, by address. */
  tokens: Rate
  /** Every Direct Line call, by address. Many visitors may share one address. */
  calls: Rate
  /** What is sent in one conversation. */
  messages: Rate
}

export const defaultRates: Rates = {
  tokens: { burst: 120, perSecond: 2 },
  calls: { burst: 600, perSecond: 100 },
  messages: { burst: 30, perSecond: 2 }
}

/** Throws a 429 `Refusal` with the seconds to wait when the bucket of this key is empty. */
export type Limiter = (key: string) => void

export class TooMany extends Refusal {
  constructor(readonly retryAfter: number) {
    super(429, 'TooManyRequests', 'That was too much at once: try again in a moment.')
  }
}

interface Bucket {
  left: number
  at: number
}

/** How many keys are remembered at most; the oldest go first, so that strangers cannot fill our memory. */
const mostKeys = 20_000

/** Token buckets in this process's memory. */
export function createLimiter({ burst, perSecond }: Rate, clock: () => number): Limiter {
  const buckets = new Map<string, Bucket>()

  return key => {
    const now = clock()
    const bucket = buckets.get(key) ?? { left: burst, at: now }
    const left = Math.min(burst, bucket.left + (Math.max(0, now - bucket.at) / 1000) * perSecond)
    // Taken out and put in again: the map's order is then the order of use.
    buckets.delete(key)
    buckets.set(key, { left: Math.max(0, left - 1), at: now })
    if (buckets.size > mostKeys) for (const oldest of buckets.keys()) return void buckets.delete(oldest)
    if (left < 1) throw new TooMany(Math.ceil((1 - left) / perSecond))
  }
}

/**
 * The visitor's address. Each proxy adds the address it was called from at the end of X-Forwarded-For, so with `proxies`
 * of our own in front only the last `proxies` places can be believed.
 */
export function readAddress(request: IncomingMessage, proxies: number): string {
  const direct = request.socket.remoteAddress ?? ''
  if (proxies === 0) return direct
  const forwarded = String(request.headers['x-forwarded-for'] ?? '')
    .split(',')
    .map(part => part.trim())
    .filter(Boolean)
  return forwarded.at(-proxies) ?? direct
}

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

/** Milliseconds. A slow sender may not hold a connection for ever. */
export const timeLimits = { headersTimeout: 10_000, requestTimeout: 20_000, keepAliveTimeout: 65_000 }
