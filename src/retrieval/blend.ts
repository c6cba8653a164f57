import { bm25 } from './bm25.js'
import { appendDense, type FeatureState, fitFeatures, readVector } from './features.js'
import { fuzzy } from './fuzzy.js'
import type { Example, Label } from './label.js'
import { linear } from './linear.js'
import type { Matcher, Member } from './member.js'
import { neighbour } from './neighbour.js'
import type { Question, ReadWords, Words } from './question.js'
import type { Vectors } from './vectors.js'

// Each state is opened only by the matcher that made it: the list is the one place that pairs them.
const allMatchers = [linear, neighbour, bm25, fuzzy] as unknown as Matcher<unknown>[]
export const memberNames = allMatchers.map(matcher => matcher.name)

/** Every fifth example is held out at a time; with many examples one such round tells enough. */
const folds = 5
const enough = 1000

/**
 * One blended score a label for a text; null when it has no word. About 1 is a typical right label, about 0 a typical
 * best wrong one.
 */
export type Blend = (text: string) => Float64Array | null

/** A question that the blend had not seen when it scored it, with its right label. */
export interface Trial {
  label: number
  scores: Float64Array
}

/** Where a member's scores lie: its typical best wrong label, and its typical right one. */
interface Scale {
  wrong: number
  right: number
}

/** How a text is read: into words, and, where there are word vectors, into its meaning; and which members stay out. */
export interface Reading {
  readWords: ReadWords
  vectors: Vectors | null
  without: string[]
}

const matchersBut = (without: string[]) => allMatchers.filter(matcher => !without.includes(matcher.name))

/** All that a blend has learned, as plain data. */
export interface BlendState {
  labels: number
  features: FeatureState
  members: unknown[]
  scales: Scale[]
}

/** Makes a learned blend ready to score. */
export function openBlend(state: BlendState, { readWords, vectors, without }: Reading): Blend {
  const matchers = matchersBut(without)
  const members = matchers.map((matcher, which) => matcher.open(state.members[which]))
  return text => {
    const words = readWords(text)
    if (words.words.length === 0) return null
    const question = readQuestion(state.features, vectors, words)
    return sum(
      members.map(member => member.score(question)),
      matchers,
      state.scales,
      state.labels
    )
  }
}

/**
 * Trains the members on all examples; their scores, each put on the scale of its own trials, are summed: sums of
 * calibrated scores beat reciprocal rank fusion by far here. The trials also tell how sure a score is (confidence.ts).
 */
export function trainBlend(
  labels: Label[],
  { readWords, vectors, without }: Reading
): { state: BlendState; trials: Trial[] } {
  const matchers = matchersBut(without)
  const texts = labels.flatMap(({ texts: own }, label) => own.map(text => ({ label, text, words: readWords(text) })))
  const features = fitFeatures(texts.map(one => one.words))
  const examples = texts.map(({ label, text, words }) => ({
    label,
    text,
    question: readQuestion(features, vectors, words)
  }))
  const size = features.idf.length + (vectors?.dimensions ?? 0)
  const members = matchers.map(matcher => matcher.train(labels, examples, size))
  const read = (text: string) => readQuestion(features, vectors, readWords(text))
  const opened = matchers.map((matcher, which) => matcher.open(members[which]))
  const tried = tryMembers(labels, examples, matchers, opened, read, size)
  const scales = matchers.map((_, which) =>
    measureScale(tried.map(({ label, raw }) => ({ label, scores: raw[which]! })))
  )
  return {
    state: { labels: labels.length, features, members, scales },
    trials: tried.map(({ label, raw }) => ({ label, scores: sum(raw, matchers, scales, labels.length) }))
  }
}

function readQuestion(features: FeatureState, vectors: Vectors | null, words: Words): Question {
  const sparse = readVector(features, words)
  return { ...words, vector: vectors ? appendDense(sparse, vectors.embed(words.written), features.idf.length) : sparse }
}

function sum(raw: Float64Array[], matchers: Matcher<unknown>[], scales: Scale[], labels: number): Float64Array {
  const scores = new Float64Array(labels)
  matchers.forEach(({ weight }, which) => {
    const { wrong, right } = scales[which]!
    const own = raw[which]!
    for (let label = 0; label < labels; label++) scores[label]! += (weight * (own[label]! - wrong)) / (right - wrong)
  })
  return scores
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
  matchers: Matcher<unknown>[],
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
    const parts = matchers.map(matcher => matcher.open(matcher.train(labels, rest, size)))
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

function measureScale(trials: Trial[]): Scale {
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
