import { buckets } from './grams.js'
import type { Known, Tier, vectorOf } from './model.js'

/** The message that a window is likest to, among those that tell of a sign of one tier. */
export type Liken = (window: ReturnType<typeof vectorOf>, tier: Tier) => Known

/** So many of the likest messages choose the sign together. */
const neighbours = 5

/** The sign that most of the likest messages tell of, and the likest of these. Likeness: the cosine, times their lengths. */
export function createLiken(known: readonly Known[]): Liken {
  const holders = listHolders(known)
  return ({ grams, meaning }, tier) => {
    const near = new Float64Array(known.length)
    grams.ids.forEach((id, at) => {
      for (let place = holders.starts[id]!; place < holders.starts[id + 1]!; place++)
        near[holders.known[place]!]! += grams.weights[at]! * holders.weights[place]!
    })
    const nearest = [...known.keys()]
      .filter(one => known[one]!.tier === tier)
      .map(one => ({ one: known[one]!, near: near[one]! + dot(known[one]!.meaning, meaning) }))
      .sort((a, b) => b.near - a.near)
      .slice(0, neighbours)
    const votes = new Map<string, number>()
    for (const { one, near } of nearest) votes.set(one.flag, (votes.get(one.flag) ?? 0) + near)
    const flag = [...votes].reduce((best, vote) => (vote[1] > best[1] ? vote : best))[0]
    return nearest.find(({ one }) => one.flag === flag)!.one
  }
}

/** For each gram the messages that hold it: those of gram g are `known[starts[g]]` to `known[starts[g + 1] - 1]`. */
function listHolders(known: readonly Known[]) {
  const starts = new Int32Array(buckets + 1)
  for (const { ids } of known) for (const id of ids) starts[id + 1]!++
  for (let id = 0; id < buckets; id++) starts[id + 1]! += starts[id]!
  const next = starts.slice()
  const holders = { starts, known: new Int32Array(starts[buckets]!), weights: new Float32Array(starts[buckets]!) }
  known.forEach(({ ids, weights }, one) => {
    ids.forEach((id, at) => {
      const place = next[id]!++
      holders.known[place] = one
      holders.weights[place] = weights[at]!
    })
  })
  return holders
}

function dot(a: Float32Array, b: Float32Array): number {
  let sum = 0
  for (let way = 0; way < a.length; way++) sum += a[way]! * b[way]!
  return sum
}
