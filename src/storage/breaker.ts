import { Unreachable, within } from './within.js'

export interface BreakerParts {
  /** Milliseconds that one call may take. */
  limit: number
  /** Milliseconds after a failure in which no call is tried. */
  rest: number
  /** Milliseconds, from any beginning, never going back. */
  timer: () => number
  /** Nobody answered, and nobody said that the connection is gone: it may be dead, and others with it. */
  onSilence?: () => void
}

/**
 * A circuit breaker: somebody waits for every call, and a turn makes several. The first that takes too long, or cannot be
 * made, fails; those after it fail at once, until one that is let through now and then comes back. A single late call among
 * others that came back in the meantime breaks nothing: then we are busy, and the database is there.
 */
export function createBreaker({ limit, rest, timer, onSilence = () => {} }: BreakerParts) {
  let closedAgainAt = 0
  let broken = false
  let trying = false
  let lastSuccess = Number.NEGATIVE_INFINITY

  return async function run<Result>(call: () => Promise<Result>): Promise<Result> {
    if (broken && (trying || timer() < closedAgainAt)) throw new Unreachable('The database did not answer just now.')
    const isTrial = broken
    if (isTrial) trying = true
    const began = timer()
    try {
      const result = await within(limit, call())
      broken = false
      lastSuccess = timer()
      return result
    } catch (error) {
      if (!isConnectionFault(error)) broken = false
      else if (lastSuccess < began) {
        broken = true
        closedAgainAt = timer() + rest
        if (error instanceof Unreachable) onSilence()
      }
      throw error
    } finally {
      if (isTrial) trying = false
    }
  }
}

/** An answer with an SQLSTATE of five signs came from a server that works, unless it says that it is going down (57P..), full or lost (08..). */
function isConnectionFault(error: unknown): boolean {
  const code = (error as { code?: unknown } | null)?.code
  return typeof code !== 'string' || !/^[0-9A-Z]{5}$/.test(code) || /^(57P|08|53300)/.test(code)
}
