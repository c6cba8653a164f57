import { trainBm25 } from './bm25.js'
import { fitFeatures } from './features.js'
import { trainFuzzy } from './fuzzy.js'
import type { Example, Label } from './label.js'
import { trainLinear } from './linear.js'
import type { Member, TrainMember } from './member.js'
import { trainNeighbour } from './neighbour.js'
import type { Question, ReadWords } from './question.js'

const members: { name: string; train: TrainMember; weight: number }[] = [
  { name: 'linear', train: trainLinear, weight: 1 },
  { name: 'neighbour', train: trainNeighbour, weight: 1 },
  { name: 'bm25', train: trainBm25, weight: 0.6 },
  { name: 'fuzzy', train: trainFuzzy, weight: 0.15 }
]

/** Every fifth example is held out at a time; with many examples one such round tells enough. */
const folds = 5
const enough = 1000

/** One blended score a label for a text. About 1 is a typical right label, about 0 a typical best wrong one. */
export type Blend = (text: string) => Float64Array

/** A question that the blend had not seen when it scored it, with its right label. */
export interface Trial {
  label: number
  scores: Float64Array
}

/**
 * Trains the members on all examples and sums their scores, each put on the scale of its own trials: sums of calibrated
 * scores beat reciprocal rank fusion by far here. The trials also tell how sure a score is (confidence.ts).
 */
export function trainBlend(labels: Label[], readWords: ReadWords): { blend: Blend; trials: Trial[] } {
  const texts = labels.flatMap((one, label) => one.texts.map(text => ({ label, text, words: readWords(text) })))
  const features = fitFeatures(texts.map(one => one.words))
  const read = (text: string): Question => {
    const words = readWords(text)
    return { ...words, vector: features.read(words) }
  }
  const examples = texts.map(({ label, text }) => ({ label, text, question: read(text) }))
  const trained = members.map(member => member.train(labels, examples, features.size))
  const tried = tryMembers(labels, examples, trained, read, features.size)
  const scales = members.map((_, which) =>
    measureScale(tried.map(({ label, raw }) => ({ label, scores: raw[which]! })))
  )
  const sum = (raw: Float64Array[]) =>
    labels.reduce((scores, _, label) => {
      members.forEach(({ weight }, which) => {
        const { wrong, right } = scales[which]!
        scores[label] = scores[label]! + (weight * (raw[which]![label]! - wrong)) / (right - wrong)
      })
      return scores
    }, new Float64Array(labels.length))
  return {
    blend: text => {
      const question = read(text)
      return sum(trained.map(member => member.score(question)))
    },
    trials: tried.map(({ label, raw }) => ({ label, scores: sum(raw) }))
  }
}

interface Tried {
  label: number
  raw: Float64Array[]
}

// Each fold holds out every fifth example of each label. A label with a single example cannot spare it: there half of
// its words stand for a visitor who says the same in fewer.
function tryMembers(
  labels: Label[],
  examples: Example[],
  trained: Member[],
  read: (text: string) => Question,
  size: number
): Tried[] {
  const counts = labels.map(() => 0)
  const place = examples.map(({ label }) => counts[label]!++)
  const tried: Tried[] = []
  const spare = examples.some(({ label }) => counts[label]! > 1)
  const rounds = !spare ? 0 : examples.length > enough ? 1 : folds
  for (let fold = 0; fold < rounds; fold++) {
    const held = (index: number) => counts[examples[index]!.label]! > 1 && place[index]! % folds === fold
    const rest = examples.filter((_, index) => !held(index))
    const parts = members.map(member => member.train(labels, rest, size))
    examples.forEach(({ label, question }, index) => {
      if (held(index)) tried.push({ label, raw: parts.map(part => part.score(question)) })
    })
  }
  for (const { label, text } of examples)
    if (counts[label] === 1) {
      const question = read(halve(text))
      tried.push({ label, raw: trained.map(member => member.score(question)) })
    }
  return tried
}

function halve(text: string): string {
  const words = text.split(/\s+/)
  return words.length < 4 ? text : words.filter((_, index) => index % 2 === 1).join(' ')
}

function measureScale(trials: Trial[]): { wrong: number; right: number } {
  let right = 0
  let wrong = 0
  for (const { label, scores } of trials) {
    right += scores[label]! / trials.length
    wrong += bestBut(scores, label) / trials.length
  }
  // A member that tells nothing apart must not be blown up.
  return { wrong, right: Math.max(right, wrong + 0.05) }
}

function bestBut(scores: Float64Array, but: number): number {
  let best = Number.NEGATIVE_INFINITY
  scores.forEach((score, label) => {
    if (label !== but && score > best) best = score
  })
  return best === Number.NEGATIVE_INFINITY ? 0 : best
}
