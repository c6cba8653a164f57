import type { Vectors } from '../../text/vectors.js'
import type { Parsed } from '../parse.js'
import type { Match } from '../pattern.js'
import { type Grams, kinds, readGrams, shares } from './grams.js'
import { cutWindows } from './windows.js'

/** The urgencies that a plane of its own looks for: this one or a higher one. */
export const tiers = ['gp', 'urgent', 'emergency'] as const
export type Tier = (typeof tiers)[number]

/** So much of the length counts for a gram that nobody knows: strange words make a message unlike everything. */
export const strange = 1.6
/** Added to every kind's squared length: a message of two words is no sure sign. */
export const smooth = 60
export const meaningShare = 0.7

/** A message's grams and word vectors, a word each, and the windows that are read by themselves. */
export interface Page {
  grams: Grams[]
  vectors: (Float32Array | null)[]
  windows: Match[]
}

export function openPage(parsed: Parsed, small: ReadonlySet<string>, vectors: Vectors | null): Page {
  const { words } = parsed.matcher.reading
  return {
    grams: readGrams(parsed, small),
    vectors: words.map(({ word }) => (small.has(word) ? null : (vectors?.of(word) ?? null))),
    windows: cutWindows(words)
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
