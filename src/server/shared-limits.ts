import { inTime } from '../channels/in-time.js'
import {
  createMemoryLimits,
  defaultRates,
  type Limit,
  type Limiter,
  type Limits,
  type Rates,
  TooMany
} from './limits.js'

/** Adds calls to what was counted of each key in its current span of seconds, on all replicas together. In the same order. */
export type Count = (
  calls: { key: string; calls: number }[],
  seconds: number
) => Promise<{ calls: number; millisecondsLeft: number }[]>

/** Milliseconds. A slow database has better to do for a visitor than to count. */
const countingTime = 300

/** Milliseconds between two times that cheap calls are told to the others, and how many a key must have made for it. */
const tellEvery = 1000
const worthTelling = 10

/**
 * Limits that replicas share, so that a visitor has no more of them than with one. What costs us something is counted in the
 * database before it is done; a call that costs next to nothing must not cost one of the database, too: such calls are counted
 * here and told once a second. While the database is away, each replica's own count holds.
 */
export function createSharedLimits(count: Count, rates: Rates = defaultRates): Limits {
  const own = createMemoryLimits(rates)

  const exact =
    (name: Limit): Limiter =>
    async key => {
      const { points, seconds } = rates[name]
      const counting = count([{ key: `${name} ${key}`, calls: 1 }], seconds)
      const counted = await inTime(counting, countingTime, () => new Error('not counted in time')).catch(() => [])
      if (!counted[0]) return own[name](key)
      if (counted[0].calls > points) throw new TooMany(counted[0].millisecondsLeft)
    }

  function told(name: Limit): Limiter {
    const { points, seconds } = rates[name]
    let news = new Map<string, number>()
    const shutUntil = new Map<string, number>()
    let telling = false

    async function tell() {
      telling = false
      const now = performance.now()
      for (const [key, until] of shutUntil) if (until <= now) shutUntil.delete(key)
      const calls = [...news].map(([key, calls]) => ({ key, calls })).filter(({ calls }) => calls >= worthTelling)
      news = new Map()
      if (calls.length === 0) return
      const named = calls.map(({ key, calls }) => ({ key: `${name} ${key}`, calls }))
      const counted = await count(named, seconds).catch(() => [])
      for (const [index, { calls: all, millisecondsLeft }] of counted.entries())
        if (all > points) shutUntil.set(calls[index]!.key, performance.now() + millisecondsLeft)
    }

    return async key => {
      const left = (shutUntil.get(key) ?? 0) - performance.now()
      if (left > 0) throw new TooMany(left)
      await own[name](key)
      news.set(key, (news.get(key) ?? 0) + 1)
      if (telling) return
      telling = true
      setTimeout(tell, tellEvery).unref()
    }
  }

  return {
    tokens: exact('tokens'),
    messages: exact('messages'),
    turns: exact('turns'),
    calls: told('calls'),
    channels: told('channels')
  }
}
