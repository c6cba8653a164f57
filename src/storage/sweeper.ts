import type { Store, Swept } from './store.js'

export interface SweeperParts {
  store: Store
  clock: () => number
  /** Milliseconds between two sweeps. */
  every: number
  onSwept?: (swept: Swept) => void
  onError: (error: unknown) => void
}

/** Sweeps now and then. Returns the call that ends it. */
export function sweepRegularly({ store, clock, every, onSwept, onError }: SweeperParts): () => void {
  const sweep = () => {
    store.sweep(clock()).then(onSwept, onError)
  }
  sweep()
  const timer = setInterval(sweep, every)
  timer.unref()
  return () => clearInterval(timer)
}
