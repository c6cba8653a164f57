import { buckets } from './grams.js'
import type { Tier, vectorOf } from './model.js'

/** A message that the reader learned from, to be likened to. */
export interface Known {
  flag: string
  tier: Tier
  text: string
}

/** What likeness is measured by, as plain data: few long lists, because thousands of short ones take far more memory. */
export interface Likeness {
  known: Known[]
  /** For each gram the messages that hold it: those of gram g are `holders[starts[g]]` to `holders[starts[g + 1] - 1]`. */
  starts: Int32Array
  holders: Int32Array
  weights: Float32Array
  /** The meaning of each message, one after the other. */
  meanings: Float32Array
}

/** The message that a window is likest to, among those that tell of a sign of one tier. */
export type Liken = (window: ReturnType<typeof vectorOf>, tier: Tier) => Known

/** So many of the likest messages choose the sign together. */
const neighbours = 5

/** The sign that most of the likest messages tell of, and the likest of these. Likeness: the cosine, times their lengths. */
export function createLiken({ known, starts, holders, weights, meanings }: Likeness): Liken {
  return ({ grams, meaning }, tier) => {
    const near = Float64Array.from(known, (_, one) => dot(meaning, meanings, one * meaning.length))
    grams.ids.forEach((id, at) => {
      for (let place = starts[id]!; place < starts[id + 1]!; place++)
        near[holders[place]!]! += grams.weights[at]! * weights[place]!
    })
    const nearest = [...known.keys()]
      .filter(one => known[one]!.tier === tier)
      .sort((a, b) => near[b]! - near[a]!)
      .slice(0, neighbours)
    const votes = new Map<string, number>()
    for (const one of nearest) votes.set(known[one]!.flag, (votes.get(known[one]!.flag) ?? 0) + near[one]!)
    const flag = [...votes].reduce((best, vote) => (vote[1] > best[1] ? vote : best))[0]
    return known[nearest.find(one => known[one]!.flag === flag)!]!
  }
}

/** Packs the messages with their windows that tell of the sign. */
export function packLikeness(told: readonly (Known & { read: ReturnType<typeof vectorOf> })[]): Likeness {
  const starts = new Int32Array(buckets + 1)
  for (const { read } of told) for (const id of read.grams.ids) starts[id + 1]!++
  for (let id = 0; id < buckets; id++) starts[id + 1]! += starts[id]!
  const next = starts.slice()
  const holders = new Int32Array(starts[buckets]!)
  const weights = new Float32Array(starts[buckets]!)
  const dimensions = told[0]?.read.meaning.length ?? 0
  const meanings = new Float32Array(told.length * dimensions)
  told.forEach(({ read: { grams, meaning } }, one) => {
    meanings.set(meaning, one * dimensions)
    grams.ids.forEach((id, at) => {
      const place = next[id]!++
      holders[place] = one
      weights[place] = grams.weights[at]!
    })
  })
  return { known: told.map(({ flag, tier, text }) => ({ flag, tier, text })), starts, holders, weights, meanings }
}

function dot(a: Float32Array, rows: Float32Array, first: number): number {
  let sum = 0
  for (let way = 0; way < a.length; way++) sum += a[way]! * rows[first + way]!
  return sum
}
