import type { Matching } from '../domain/matching.js'
import type { Vectors } from '../text/vectors.js'
import { answers, bm25 } from './bm25.js'
import { type FeatureState, fitFeatures, readVector } from './features.js'
import { createRespell } from './fuzzy.js'
import type { Label } from './label.js'
import { linear } from './linear.js'
import { meaning } from './meaning.js'
import type { Matcher } from './member.js'
import { neighbour } from './neighbour.js'
import type { Question, ReadWords, Words } from './question.js'
import { listBest, type Trial, tryMembers } from './trial.js'
import { learnShares, type Share, weighScores } from './weigh.js'

// Each state is opened only by the matcher that made it: the list is the one place that pairs them.
const allMatchers = [linear, neighbour, meaning, bm25, answers] as unknown as Matcher<unknown>[]
/** What can be left out, to see what it earns: a member, or the fuzzy reading of misspelt words. */
export const memberNames = [...allMatchers.map(matcher => matcher.name), 'fuzzy']

/** The best labels of a text, best first. About 1 is a typical right label, about 0 a typical best wrong one. */
export type Ranked = { label: number; score: number }[]

/** So many labels of a text go on: enough for the candidates and for what their confidence is read from. */
const kept = 30

/** What the blend makes of a text, and how. */
export interface Blended {
  ranked: Ranked
  /** The words as they were read, and which of them were misspelt. */
  written: string[]
  corrected: Matching['corrected']
  /** The blended score of any label, and what each member gives to it. */
  sum(label: number): number
  tell(label: number): Matching['labels'][number]['members']
}

/** Null when a text has no word that is known. */
export type Blend = (text: string) => Blended | null

/** How a text is read: into words, and, where there are word vectors, into its meaning; and what stays out. */
export interface Reading {
  readWords: ReadWords
  vectors: Vectors | null
  without: string[]
}

/** All that a blend has learned, as plain data. */
export interface BlendState {
  labels: number
  features: FeatureState
  vocabulary: string[]
  members: unknown[]
  shares: Share[]
}

/** A trial's labels with their blended scores, best first. */
export interface RankedTrial extends Pick<Trial, 'label' | 'shortened'> {
  ranked: Ranked
}

const matchersBut = (without: string[]) => allMatchers.filter(matcher => !without.includes(matcher.name))

/** Makes a learned blend ready to score. */
export function openBlend(state: BlendState, { readWords, vectors, without }: Reading): Blend {
  const { labels, shares, features } = state
  const matchers = matchersBut(without)
  const members = state.members.map((learned, which) => matchers[which]!.open(learned, { length: labels }))
  const isWord = (word: string) => vectors?.knows(word) ?? false
  const respell = without.includes('fuzzy') ? null : createRespell([...state.vocabulary, ...readWords.known], isWord)
  return text => {
    const corrected: Matching['corrected'] = []
    const right = respell?.() ?? (word => word)
    const words = readWords(text, written => {
      const read = right(written)
      if (read !== written) corrected.push({ written, read })
      return read
    })
    const question = readQuestion(features, vectors, words)
    // "parrot" shares letters with "parcel" and nothing else: letters alone are no ground.
    if (!words.stems.some(stem => features.ids.has(stem)) && question.meaning.every(value => value === 0)) return null
    const scores = members.map(member => member.score(question))
    const sums = new Float64Array(labels)
    for (let label = 0; label < labels; label++) sums[label] = weighScores(shares, member => scores[member]![label]!)
    return {
      ranked: listBest(sums, kept).map(label => ({ label, score: sums[label]! })),
      written: words.written,
      corrected,
      sum: label => sums[label]!,
      tell: label =>
        matchers.map(({ name }, which) => ({
          member: name,
          score: weighScores([{ ...shares[which]!, weight: 1 }], () => scores[which]![label]!),
          weight: shares[which]!.weight
        }))
    }
  }
}

/**
 * Trains the members on all examples, and on trials (trial.ts) how their scores are summed. The trials also tell how sure a
 * sum is (confidence.ts).
 */
export function trainBlend(
  labels: Label[],
  { readWords, vectors, without }: Reading,
  tell: (step: string) => void
): { state: BlendState; trials: RankedTrial[] } {
  const matchers = matchersBut(without)
  tell(`reading ${labels.reduce((sum, { texts }) => sum + texts.length, 0)} ways of asking`)
  const { features, vocabulary, examples } = readExamples(labels, readWords, vectors)
  const grams = features.idf.length
  const members = matchers.map(matcher => {
    tell(`learning: ${matcher.name}`)
    return matcher.train(labels, examples, grams)
  })
  const opened = matchers.map((matcher, which) => matcher.open(members[which], labels))
  const read = (text: string) => readQuestion(features, vectors, readWords(text))
  tell('trying what was learned on questions held back')
  const trials = tryMembers(labels, examples, matchers, opened, read, grams)
  const shares = learnShares(
    trials,
    matchers.map(matcher => matcher.weight)
  )
  return {
    state: { labels: labels.length, features, vocabulary, members, shares },
    trials: trials.map(({ label, shortened, labels: near, scores }) => ({
      label,
      shortened,
      ranked: near
        .map((other, at) => ({ label: other, score: weighScores(shares, member => scores[member]![at]!) }))
        .sort((a, b) => b.score - a.score || a.label - b.label)
    }))
  }
}

// The words are let go as soon as they are read: those of 50,000 texts would fill the memory.
function readExamples(labels: Label[], readWords: ReadWords, vectors: Vectors | null) {
  const texts = labels.flatMap(({ texts: own }, label) => own.map(text => ({ label, text, words: readWords(text) })))
  const features = fitFeatures(texts.map(one => one.words))
  const vocabulary = [...new Set(texts.flatMap(({ words }) => [...words.written, ...words.words]))]
  const examples = texts.map(({ label, text, words }) => ({
    label,
    text,
    question: readQuestion(features, vectors, words)
  }))
  return { features, vocabulary, examples }
}

function readQuestion(features: FeatureState, vectors: Vectors | null, words: Words): Question {
  return {
    keys: words.keys,
    grams: readVector(features, words),
    meaning: vectors?.embed(words.written) ?? new Float32Array(0)
  }
}
