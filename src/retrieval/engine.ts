import type { Ranking } from '../domain/candidate.js'
import type { Lexicon } from '../domain/lexicon.js'
import { type BlendState, openBlend, type Reading, trainBlend } from './blend.js'
import { type Confidence, confide, learnConfidence } from './confidence.js'
import type { Label } from './label.js'
import { createReadWords } from './question.js'
import type { Vectors } from './vectors.js'

/** What the engine is built from: an entry's ways of being asked, and its answer where there is one. */
export interface Asked {
  id: string
  question: string
  phrasings: string[]
  answer?: string
}

/** Ranks a text against the entries: at most five candidates, best first. Never throws; equal input gives equal bytes. */
export type Rank = (text: string) => Ranking

const shown = 5
/** A second candidate with this share of the best one's confidence is too close to choose ("tight"), unless we are sure. */
const closeness = 0.6
const sure = 0.9

/** All that has been learned, as plain data (numbers, strings, maps and typed arrays): it can be kept and opened again. */
export interface Model {
  labels: { id: string; outside: boolean }[]
  blend: BlendState
  confidence: Confidence
}

/** What a matcher may know beside its entries. */
export interface Aids {
  /** Kinds of questions that no entry answers; without any, what to refuse is learned from the entries alone. */
  outside?: Asked[]
  lexicon?: Lexicon
  vectors?: Vectors | null
  /** Names of members to leave out: for measuring what each one earns. */
  without?: string[]
}

/** Learns the matcher: entries in, a model out. */
export function trainModel(entries: Asked[], aids: Aids = {}): Model {
  const label =
    (kind: boolean) =>
    ({ id, question, phrasings, answer }: Asked): Label => ({
      id,
      outside: kind,
      texts: [...new Set([question, ...phrasings])].filter(text => text.trim() !== ''),
      answer: answer ?? ''
    })
  const labels = [...entries.map(label(false)), ...(aids.outside ?? []).map(label(true))]
  const { state, trials } = trainBlend(labels, readingOf(aids))
  const confidence = learnConfidence(
    trials,
    labels.map(one => one.outside)
  )
  return { labels: labels.map(one => ({ id: one.id, outside: one.outside })), blend: state, confidence }
}

/** Makes a learned model ready, with the lexicon and the vectors that it was learned with. */
export function openModel({ labels, blend: state, confidence }: Model, aids: Aids = {}): Rank {
  const blend = openBlend(state, readingOf(aids))
  const outside = labels.map(one => one.outside)
  const { thresholds } = confidence
  return text => {
    const ranked = blend(text)?.ranked ?? []
    if (ranked.length === 0) return { outcome: 'fallback', candidates: [], outside: null }
    const candidates = ranked
      .filter(({ label }) => !outside[label])
      .slice(0, shown)
      .map(({ label }) => ({
        entry: labels[label]!.id,
        confidence: round(confide(confidence, ranked, label, outside))
      }))
      .sort((a, b) => b.confidence - a.confidence)
    const best = candidates[0]?.confidence ?? 0
    const close = best < sure && (candidates[1]?.confidence ?? 0) > best * closeness
    const first = labels[ranked[0]!.label]!
    return {
      outcome: best < thresholds.fallback ? 'fallback' : best < thresholds.answer || close ? 'clarify' : 'answer',
      candidates,
      outside: first.outside ? first.id : null
    }
  }
}

/** Learns and opens in one go. */
export function createEngine(entries: Asked[], aids: Aids = {}): Rank {
  return openModel(trainModel(entries, aids), aids)
}

function readingOf({ lexicon, vectors, without }: Aids): Reading {
  return { readWords: createReadWords(lexicon), vectors: vectors ?? null, without: without ?? [] }
}

function round(confidence: number): number {
  return Math.round(confidence * 1e4) / 1e4
}
