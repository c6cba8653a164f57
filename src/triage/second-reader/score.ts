import { kinds, shares } from './grams.js'
import { meaningShare, type Page, smooth, strange, tiers } from './model.js'

/** For each window of a page its distance to each tier's plane. */
export type Score = (page: Page) => Float64Array[]

/** For each gram, word or place: its squared length, then its part of the distance to each plane. */
const wide = 1 + tiers.length

/** The planes as plain data: what a gram or a direction of meaning says of every tier stands side by side. */
export interface Weights {
  /** `wide` numbers a bucket. Looking up one place in memory is what takes the time. */
  grams: Float32Array
  /** For each direction of meaning one number a tier. */
  directions: Float32Array
  biases: Float32Array
}

/**
 * The distance of every window to every plane, the same as with `vectorOf` and much cheaper: the part of each word is worked
 * out once, and a window is the difference of two sums. Linear in the words.
 */
export function createScore({ grams: table, directions, biases }: Weights): Score {
  /** The sum of grams, of which the table knows all that is needed. */
  function addGrams(ids: readonly number[], sums: Float64Array, to: number): void {
    for (let at = 0; at < ids.length; at++) {
      const first = ids[at]! * wide
      for (let part = 0; part < wide; part++) sums[to + part]! += table[first + part]!
    }
  }

  function addMeaning(vector: Float32Array, sums: Float64Array, to: number): void {
    for (let way = 0; way < vector.length; way++) {
      const value = vector[way]!
      sums[to]! += value * value
      for (let which = 0; which < biases.length; which++)
        sums[to + which + 1]! += value * directions[way * biases.length + which]!
    }
  }

  return ({ grams, vectors, windows }) => {
    const length = grams.length
    // One list a kind of gram and one for the meaning; behind place p stand the sums of the words before it.
    const sums = Array.from({ length: kinds.length + 1 }, () => new Float64Array((length + 1) * wide))
    for (let at = 0; at < length; at++) {
      const next = (at + 1) * wide
      for (const list of sums) list.copyWithin(next, at * wide, next)
      const [word, pair, own] = grams[at]!
      addGrams(word, sums[0]!, next)
      addGrams(pair, sums[1]!, next)
      addGrams(own, sums[2]!, next)
      const vector = vectors[at]
      if (vector) addMeaning(vector, sums[3]!, next)
    }
    return windows.map(({ from, to }) => {
      const scores = Float64Array.from(biases)
      sums.forEach((list, kind) => {
        const between = (part: number) => list[to * wide + part]! - list[from * wide + part]!
        const share = shares[kind] ?? meaningShare
        const scale = share / Math.sqrt(between(0) + (kind < kinds.length ? smooth : 1e-9))
        for (let which = 0; which < scores.length; which++) scores[which]! += scale * between(which + 1)
      })
      return scores
    })
  }
}

/** `planes`: one a tier, a weight for each bucket, one for each direction of meaning, the bias. */
export function packWeights(idf: Float32Array, planes: readonly Float32Array[]): Weights {
  const dimensions = planes[0]!.length - 1 - idf.length
  const grams = new Float32Array(idf.length * wide)
  const directions = new Float32Array(dimensions * planes.length)
  idf.forEach((weight, id) => {
    grams[id * wide] = weight > 0 ? weight * weight : strange
    planes.forEach((plane, which) => {
      grams[id * wide + which + 1] = weight * plane[id]!
    })
  })
  planes.forEach((plane, which) => {
    for (let way = 0; way < dimensions; way++) directions[way * planes.length + which] = plane[idf.length + way]!
  })
  return { grams, directions, biases: Float32Array.from(planes, plane => plane[plane.length - 1]!) }
}
