import type { Words } from './question.js'

/** A sparse vector of length 1: parallel lists of feature numbers and weights. */
export interface Vector {
  ids: Int32Array
  weights: Float32Array
}

/** What the features are made of: each gram's number, and how rare it is. */
export interface FeatureState {
  ids: Map<string, number>
  idf: Float64Array
  /** The weight of a gram that nobody knows. */
  rarest: number
}

// Each block is scaled to its own length, so that the many character grams do not drown the words.
const wordShare = 1
const characterShare = 1
const strangeShare = 0.3
const large = 1000

/** tf-idf over stemmed word 1-2-grams and character 3-5-grams: words carry meaning, characters forgive typos. */
export function fitFeatures(texts: Words[]): FeatureState {
  const counts = new Map<string, number>()
  for (const words of texts) for (const gram of new Set(gramsOf(words))) counts.set(gram, (counts.get(gram) ?? 0) + 1)
  // In a large base, characters and pairs that stand in one text alone only make the planes long.
  const kept = [...counts].filter(([gram, count]) => count > 1 || texts.length < large || !/[# ]/.test(gram))
  const ids = new Map(kept.map(([gram], id) => [gram, id]))
  const idf = Float64Array.from(kept, ([, count]) => Math.log((1 + texts.length) / (1 + count)) + 1)
  return { ids, idf, rarest: Math.log(1 + texts.length) + 1 }
}

export function readVector({ ids: seen, idf, rarest }: FeatureState, words: Words): Vector {
  const counts = [new Map<number, number>(), new Map<number, number>()]
  const strange = [0, 0]
  for (const gram of gramsOf(words)) {
    const which = gram.charCodeAt(0) === 35 ? 1 : 0
    const id = seen.get(gram)
    if (id === undefined) strange[which]!++
    else counts[which]!.set(id, (counts[which]!.get(id) ?? 0) + 1)
  }
  const ids: number[] = []
  const weights: number[] = []
  counts.forEach((block, which) => {
    // What nobody knows still counts in the length: a question of strange words is near to nothing.
    const length = Math.sqrt(squaresOf(block, idf) + strangeShare * strange[which]! * rarest ** 2)
    const scale = (which === 0 ? wordShare : characterShare) / Math.SQRT2 / Math.max(length, 1e-9)
    for (const [id, count] of block) {
      ids.push(id)
      weights.push((1 + Math.log(count)) * idf[id]! * scale)
    }
  })
  return { ids: Int32Array.from(ids), weights: Float32Array.from(weights) }
}

function squaresOf(block: Map<number, number>, idf: Float64Array): number {
  let sum = 0
  for (const [id, count] of block) sum += ((1 + Math.log(count)) * idf[id]!) ** 2
  return sum
}

// Words stand as they are, pairs with a blank, character grams after "#": no gram of one kind equals one of another.
function gramsOf({ words, stems }: Words): string[] {
  const grams = [...stems]
  for (let at = 0; at + 1 < stems.length; at++) grams.push(`${stems[at]} ${stems[at + 1]}`)
  for (const word of words) {
    const padded = ` ${word} `
    for (let size = 3; size <= 5; size++)
      for (let at = 0; at + size <= padded.length; at++) grams.push(`#${padded.slice(at, at + size)}`)
  }
  return grams
}
