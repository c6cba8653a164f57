/** What was sent, acknowledged and heard, of all pages together. Times are milliseconds of `performance.now()`. */
export interface Ledger {
  sent: number
  acknowledged: number
  /** 503 and the like: turned down honestly. */
  refused: number
  /** Connections that broke before there was an answer. */
  broken: number
  /** Answers heard on the socket, from the moment a message was due. */
  latencies: number[]
  /** Longest time until a call was answered or refused. */
  slowestCall: number
  /** Activities that came a second time, or before one that was earlier. */
  doubled: number
  disordered: number
}

export const newLedger = (): Ledger => ({
  sent: 0,
  acknowledged: 0,
  refused: 0,
  broken: 0,
  latencies: [],
  slowestCall: 0,
  doubled: 0,
  disordered: 0
})

/** The value below which this share of the values lies (nearest rank); 0 of none. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? 0
}
