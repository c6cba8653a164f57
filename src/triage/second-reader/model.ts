import type { Vectors } from '../../text/vectors.js'
import type { Parsed } from '../parse.js'
import type { Match } from '../pattern.js'
import { type Grams, kinds, readGrams, shares } from './grams.js'

/** The urgencies that a plane of its own looks for: this one or a higher one. */
export const tiers = ['gp', 'urgent', 'emergency'] as const
export type Tier = (typeof tiers)[number]

/** A message that the reader learned from, to be likened to: its flag, its words, and its grams and meaning. */
export interface Known {
  flag: string
  tier: Tier
  text: string
  ids: Int32Array
  weights: Float32Array
  meaning: Float32Array
}

/** All that was learned, as plain data. */
export interface SecondReaderState {
  /** How rare each gram is, by its bucket; 0 for one that nobody knows. */
  idf: Float32Array
  /** One a tier: a weight for each bucket, one for each direction of meaning, the bias. */
  planes: Float32Array[]
  known: Known[]
}

/** So much of the length counts for a gram that nobody knows: strange words make a message unlike everything. */
const strange = 1.6
/** Added to every kind's squared length: a message of two words is no sure sign. */
const smooth = 60
const meaningShare = 0.7

/** A message's grams and word vectors, a word each. */
export interface Page {
  grams: Grams[]
  vectors: (Float32Array | null)[]
}

export function openPage(parsed: Parsed, small: ReadonlySet<string>, vectors: Vectors | null): Page {
  return {
    grams: readGrams(parsed, small),
    vectors: parsed.matcher.reading.words.map(({ word }) => (small.has(word) ? null : (vectors?.of(word) ?? null)))
  }
}

/** A window as an example to learn from, or to be likened to one: grams each weighed by its rarity, and the meaning. */
export function vectorOf({ grams, vectors }: Page, { from, to }: Match, idf: Float32Array, dimensions: number) {
  const weights = new Map<number, number>()
  kinds.forEach((_, kind) => {
    const scale = shares[kind]! / Math.sqrt(lengthOf(grams, kind, { from, to }, idf))
    for (let at = from; at < to; at++)
      for (const id of grams[at]![kind]!) if (idf[id]! > 0) weights.set(id, (weights.get(id) ?? 0) + idf[id]! * scale)
  })
  const meaning = new Float32Array(dimensions)
  let squares = 1e-9
  for (let at = from; at < to; at++) {
    const vector = vectors[at]
    if (!vector) continue
    for (let way = 0; way < dimensions; way++) meaning[way]! += vector[way]!
    squares += squaresOf(vector)
  }
  for (let way = 0; way < dimensions; way++) meaning[way]! *= meaningShare / Math.sqrt(squares)
  return { grams: { ids: Int32Array.from(weights.keys()), weights: Float32Array.from(weights.values()) }, meaning }
}

function lengthOf(grams: Grams[], kind: number, { from, to }: Match, idf: Float32Array): number {
  let sum = smooth
  for (let at = from; at < to; at++) for (const id of grams[at]![kind]!) sum += rarity(idf[id]!)
  return sum
}

const rarity = (idf: number) => (idf > 0 ? idf * idf : strange)

function squaresOf(vector: Float32Array): number {
  let sum = 0
  for (let way = 0; way < vector.length; way++) sum += vector[way]! * vector[way]!
  return sum
}

/**
 * The distance of every window to every plane, the same as with `vectorOf` and much cheaper: each word's part is worked out
 * once, and a window is the difference of two sums. Linear in the words.
 */
export function scoreWindows(
  page: Page,
  windows: readonly Match[],
  { idf, planes }: SecondReaderState
): Float64Array[] {
  const dimensions = planes[0]!.length - 1 - idf.length
  const sums = kinds.map((_, kind) => sumGrams(page, kind, idf, planes))
  const meant = sumMeanings(page, dimensions, idf.length, planes)
  return windows.map(({ from, to }) =>
    Float64Array.from(planes, (plane, which) => {
      let score = plane[plane.length - 1]!
      sums.forEach(({ squares, parts }, kind) => {
        const length = Math.sqrt(smooth + squares[to]! - squares[from]!)
        score += (shares[kind]! * (parts[which]![to]! - parts[which]![from]!)) / length
      })
      const length = Math.sqrt(1e-9 + meant.squares[to]! - meant.squares[from]!)
      return score + (meaningShare * (meant.parts[which]![to]! - meant.parts[which]![from]!)) / length
    })
  )
}

interface Sums {
  squares: Float64Array
  /** One a plane. */
  parts: Float64Array[]
}

const emptySums = (words: number, planes: number): Sums => ({
  squares: new Float64Array(words + 1),
  parts: Array.from({ length: planes }, () => new Float64Array(words + 1))
})

function sumGrams({ grams }: Page, kind: number, idf: Float32Array, planes: Float32Array[]): Sums {
  const sums = emptySums(grams.length, planes.length)
  grams.forEach((own, at) => {
    let squares = 0
    for (const id of own[kind]!) squares += rarity(idf[id]!)
    sums.squares[at + 1] = sums.squares[at]! + squares
    planes.forEach((plane, which) => {
      let part = 0
      for (const id of own[kind]!) part += idf[id]! * plane[id]!
      sums.parts[which]![at + 1] = sums.parts[which]![at]! + part
    })
  })
  return sums
}

function sumMeanings({ vectors }: Page, dimensions: number, first: number, planes: Float32Array[]): Sums {
  const sums = emptySums(vectors.length, planes.length)
  vectors.forEach((vector, at) => {
    sums.squares[at + 1] = sums.squares[at]! + (vector ? squaresOf(vector) : 0)
    planes.forEach((plane, which) => {
      let part = 0
      if (vector) for (let way = 0; way < dimensions; way++) part += vector[way]! * plane[first + way]!
      sums.parts[which]![at + 1] = sums.parts[which]![at]! + part
    })
  })
  return sums
}
