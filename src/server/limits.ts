import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible'
import { inTime } from '../channels/in-time.js'
import { Refusal } from '../channels/refusal.js'

/** So many calls in so many seconds. */
export interface Rate {
  points: number
  seconds: number
}

/**
 * `tokens`: new tokens for pages, by address. `calls`: every call that is no page, by address; many visitors may share one.
 * `messages`: what is sent in one conversation of ours. `channels`: calls to /api/messages by address, where all of Teams
 * comes from a few. `turns`: what one conversation of another channel sends.
 */
export type Limit = 'tokens' | 'calls' | 'messages' | 'channels' | 'turns'
export type Rates = Record<Limit, Rate>

export const defaultRates: Rates = {
  tokens: { points: 120, seconds: 60 },
  calls: { points: 1200, seconds: 10 },
  messages: { points: 30, seconds: 15 },
  channels: { points: 3000, seconds: 10 },
  turns: { points: 30, seconds: 15 }
}

/** Rejects with a 429 `Refusal` that says how many seconds to wait when this key has had its share. */
export type Limiter = (key: string) => Promise<void>
export type Limits = Record<Limit, Limiter>

export class TooMany extends Refusal {
  constructor(retryAfter: number) {
    super(429, 'TooManyRequests', 'That was too much at once: try again in a moment.', retryAfter)
  }
}

/** What every store of rate-limiter-flexible can do; the limits hold for all processes that share the store. */
interface Counter {
  consume(key: string): Promise<unknown>
}

/** A counter that fails (a database that is away) lets everybody through: the visitor's safety comes before our load. */
export const limitBy =
  (counter: Counter): Limiter =>
  async key => {
    try {
      await counter.consume(key)
    } catch (reason) {
      if (reason instanceof RateLimiterRes) throw new TooMany(Math.max(1, Math.ceil(reason.msBeforeNext / 1000)))
    }
  }

/** Limits that count in this process's memory; a key is forgotten when its seconds are over. */
export function createMemoryLimits(rates: Rates = defaultRates): Limits {
  const limit = (name: Limit) =>
    limitBy(new RateLimiterMemory({ keyPrefix: name, points: rates[name].points, duration: rates[name].seconds }))
  return {
    tokens: limit('tokens'),
    calls: limit('calls'),
    messages: limit('messages'),
    channels: limit('channels'),
    turns: limit('turns')
  }
}

/** Milliseconds. A slow database has better to do for a visitor than to count. */
const countingTime = 300

/** Counts one more call of a key, on all replicas together. */
export type Count = (key: string, seconds: number) => Promise<{ calls: number; millisecondsLeft: number }>

/**
 * Limits that replicas share, so that a visitor has no more of them than with one. Those that shield a process from too many
 * calls at once stay its own: they must not cost a call of the database each.
 */
export function createSharedLimits(count: Count, rates: Rates = defaultRates): Limits {
  const shared = (name: Limit) =>
    limitBy({
      async consume(key) {
        const counted = count(`${name} ${key}`, rates[name].seconds)
        const { calls, millisecondsLeft } = await inTime(counted, countingTime, () => new Error('not counted in time'))
        if (calls > rates[name].points) throw new RateLimiterRes(0, millisecondsLeft)
      }
    })
  return {
    ...createMemoryLimits(rates),
    tokens: shared('tokens'),
    messages: shared('messages'),
    turns: shared('turns')
  }
}
