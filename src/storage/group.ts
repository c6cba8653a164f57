import { within } from './within.js'

/** A transaction around `work`, which runs in one go: all of it or nothing. One at a time. */
export type Transact<Open> = (work: (open: Open) => void) => Promise<void>

interface Job<Open> {
  run: (open: Open) => void
  resolve: () => void
  reject: (reason: unknown) => void
}

export interface Group<Open> {
  /** Runs in the next transaction, together with whatever else waits for it; settles after the commit, or when it is given up. */
  write<Result>(work: (open: Open) => Result): Promise<Result>
  /** Runs between two transactions. */
  between<Result>(work: () => Promise<Result> | Result): Promise<Result>
}

/**
 * Group commit: what comes in one tick, or while the transaction before waits for the disk, shares one transaction. The
 * disk's fsync is what a commit costs, so 64 writers in a group are some 70 times as fast as one by one. `patience`: the
 * milliseconds after which nobody waits for a disk that hangs; what waits for it may still be written.
 */
export function groupCommit<Open>(transact: Transact<Open>, patience: number): Group<Open> {
  let waiting: Job<Open>[] = []
  let last: Promise<unknown> = Promise.resolve()

  function between<Result>(work: () => Promise<Result> | Result): Promise<Result> {
    const done = last.then(work)
    last = done.catch(() => {})
    return done
  }

  async function flush() {
    const jobs = waiting
    waiting = []
    let failure = await attempt(jobs)
    // That it did not begin was no job's fault: a damaged file has been changed for a new one.
    if (failure?.begun === false) failure = await attempt(jobs)
    if (failure === undefined) return
    for (const job of jobs) {
      // One bad job must not take its neighbours down: each gets a transaction of its own.
      const own = failure.begun ? await attempt([job]) : failure
      if (own !== undefined) job.reject(own.reason)
    }
  }

  async function attempt(jobs: Job<Open>[]): Promise<{ reason: unknown; begun: boolean } | undefined> {
    let begun = false
    try {
      await transact(open => {
        begun = true
        for (const job of jobs) job.run(open)
      })
    } catch (reason) {
      return { reason, begun }
    }
    for (const job of jobs) job.resolve()
    return undefined
  }

  return {
    between,
    write(work) {
      const written = new Promise<ReturnType<typeof work>>((resolve, reject) => {
        let result: ReturnType<typeof work>
        if (waiting.length === 0) setImmediate(() => void between(flush))
        waiting.push({
          run: open => {
            result = work(open)
          },
          resolve: () => resolve(result),
          reject
        })
      })
      return within(patience, written)
    }
  }
}
