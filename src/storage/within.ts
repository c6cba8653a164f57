/** A call that was not made, or given up, because the database or the disk does not answer in time. */
export class Unreachable extends Error {
  override name = 'Unreachable'
}

/** What the call gives, or Unreachable after so many milliseconds; the call itself goes on unheard. */
export function within<Result>(limit: number, call: Promise<Result>): Promise<Result> {
  return new Promise((resolve, reject) => {
    const giveUp = () => reject(new Unreachable('The database took too long.'))
    // When we were too busy to look, the answer may be there already: it is read before the immediate runs.
    const late = setTimeout(() => setImmediate(giveUp), limit)
    call.then(resolve, reject).finally(() => clearTimeout(late))
  })
}
