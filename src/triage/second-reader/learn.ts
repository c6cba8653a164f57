import type { FlaggedMessage } from '../../domain/flagged-message.js'
import { compareUrgency } from '../../domain/urgency.js'
import { fitPlane, pack } from '../../learning/plane.js'
import type { Vectors } from '../../text/vectors.js'
import type { Parser } from '../parse.js'
import { buckets } from './grams.js'
import { type Likeness, packLikeness } from './liken.js'
import { openPage, type Page, type Tier, tiers, vectorOf } from './model.js'
import { packWeights, type Weights } from './score.js'

/** A message to learn from: what it is, and what it might as well be. */
export type Lesson = Pick<FlaggedMessage, 'text' | 'urgency' | 'flags' | 'accept'>

/** All that was learned, as plain data. */
export interface SecondReaderState {
  /** How rare each gram is, by its bucket; 0 for one that nobody knows. */
  idf: Float32Array
  weights: Weights
  likeness: Likeness
}

/** After the first round, which takes messages of one window only, each round looks again which window tells of the sign. */
const rounds = 3
const cost = 0.3

/**
 * One plane a tier, against everything milder. Of a long message that tells of a sign only one window has to (multiple-instance
 * learning, MI-SVM, Andrews et al. 2003); of a harmless one every window is harmless.
 */
export function learnSecondReader(
  lessons: readonly Lesson[],
  { parse, small }: Parser,
  vectors: Vectors | null
): SecondReaderState {
  const dimensions = vectors?.dimensions ?? 0
  const pages = lessons.map(({ text }) => openPage(parse(text), small, vectors))
  const idf = learnRarity(pages)
  const windows: { lesson: number; read: ReturnType<typeof vectorOf> }[] = []
  const byLesson = pages.map((page, lesson) =>
    page.windows.map(at => windows.push({ lesson, read: vectorOf(page, at, idf, dimensions) }) - 1)
  )
  const packed = pack(
    windows.map(window => window.read),
    buckets
  )
  /** The window that tells of each lesson's sign. */
  const telling = new Map<number, number>()
  const planes = tiers.map(tier => {
    const wanted = lessons.map(lesson => sideOf(lesson, tier))
    let chosen = new Set(byLesson.flatMap(own => (own.length === 1 ? own : [])))
    let plane: Float32Array = new Float32Array(0)
    for (let round = 0; round < rounds; round++) {
      const signs = Int8Array.from(windows, ({ lesson }, at) => {
        const side = wanted[lesson]!
        return side > 0 && !chosen.has(at) ? 0 : side
      })
      plane = fitPlane(packed, signs, cost)
      chosen = new Set(byLesson.flatMap(own => bestOf(own, at => distance(windows[at]!.read, plane))))
    }
    for (const at of chosen) if (wanted[windows[at]!.lesson]! > 0) telling.set(windows[at]!.lesson, at)
    return plane
  })
  const told = [...telling].flatMap(([lesson, at]) => {
    const { flags, urgency, text } = lessons[lesson]!
    const [flag] = flags
    const tier = tiers.find(one => one === urgency)
    if (flag === undefined || !tier) return []
    return [{ flag, tier, text, read: windows[at]!.read }]
  })
  return { idf, weights: packWeights(idf, planes), likeness: packLikeness(told) }
}

/** +1: to be found by this tier's plane, -1: not; 0: arguable. */
function sideOf({ urgency, accept }: Lesson, tier: Tier): number {
  if (compareUrgency(urgency, tier) >= 0) return 1
  return accept.every(other => compareUrgency(other, tier) < 0) ? -1 : 0
}

function learnRarity(pages: Page[]): Float32Array {
  const counts = new Int32Array(buckets)
  for (const { grams } of pages) for (const id of new Set(grams.flat(2))) counts[id]!++
  // A gram of a single message says nothing about the next.
  return Float32Array.from(counts, count => (count < 2 ? 0 : Math.log(pages.length / count) + 1))
}

function distance({ grams, meaning }: ReturnType<typeof vectorOf>, plane: Float32Array): number {
  let sum = plane[plane.length - 1]!
  for (let at = 0; at < grams.ids.length; at++) sum += grams.weights[at]! * plane[grams.ids[at]!]!
  for (let way = 0; way < meaning.length; way++) sum += meaning[way]! * plane[buckets + way]!
  return sum
}

function bestOf(list: readonly number[], score: (one: number) => number): number[] {
  return list.length === 0 ? [] : [list.reduce((best, one) => (score(one) > score(best) ? one : best))]
}
