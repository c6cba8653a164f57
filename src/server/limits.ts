import { RateLimiterMemory, type RateLimiterRes } from 'rate-limiter-flexible'
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
  constructor(milliseconds: number) {
    const seconds = Math.max(1, Math.ceil(milliseconds / 1000))
    super(429, 'TooManyRequests', 'That was too much at once: try again in a moment.', seconds)
  }
}

/** Limits that count in this process's memory; a key is forgotten when its seconds are over. */
export function createMemoryLimits(rates: Rates = defaultRates): Limits {
  const limit = (name: Limit): Limiter => {
    const { points, seconds } = rates[name]
    const counter = new RateLimiterMemory({ keyPrefix: name, points, duration: seconds })
    return async key => {
      const full = await counter.consume(key).then(
        () => null,
        (reason: RateLimiterRes) => reason
      )
      if (full) throw new TooMany(full.msBeforeNext)
    }
  }
  return {
    tokens: limit('tokens'),
    calls: limit('calls'),
    messages: limit('messages'),
    channels: limit('channels'),
    turns: limit('turns')
  }
}
