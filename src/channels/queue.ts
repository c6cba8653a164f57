/** Runs the jobs of one key one after another, those of different keys side by side. Keeps nothing of an idle key. */
export interface Queue {
  run<Result>(key: string, job: () => Promise<Result>): Promise<Result>
  /** How many keys have work. */
  size(): number
}

export function createQueue(): Queue {
  const tails = new Map<string, Promise<unknown>>()

  return {
    run(key, job) {
      const before = tails.get(key) ?? Promise.resolve()
      const result = before.then(job)
      // The next job waits for this one, whether it went well or not.
      const tail = result.then(
        () => {},
        () => {}
      )
      tails.set(key, tail)
      void tail.then(() => {
        if (tails.get(key) === tail) tails.delete(key)
      })
      return result
    },
    size: () => tails.size
  }
}
