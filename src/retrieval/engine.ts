import type { Ranking } from '../domain/candidate.js'
import type { Lexicon } from '../domain/lexicon.js'
import type { Because, Matching } from '../domain/matching.js'
import type { Vectors } from '../text/vectors.js'
import { type Blend, type Blended, type BlendState, openBlend, type Ranked, type Reading, trainBlend } from './blend.js'
import { type Confidence, confide, learnConfidence } from './confidence.js'
import type { Label } from './label.js'
import { createReadWords } from './question.js'

/** What the engine is built from: an entry's ways of being asked, and its answer where there is one. */
export interface Asked {
  id: string
  question: string
  phrasings: string[]
  answer?: string
}

/** Ranks a text against the entries: at most five candidates, best first. Never throws; equal input gives equal bytes. */
export type Rank = (text: string) => Ranking

export interface Engine {
  rank: Rank
  /** The same, with how it came about: some twenty times slower. */
  explain(text: string): Matching
}

const shown = 5
/** A second candidate with this share of the best one's confidence is too close to choose ("pain"); a larger one when we are sure. */
const closeness = { unsure: 0.6, sure: 0.9 }
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

/** Learns the matcher: entries in, a model out. `tell` hears of each step: with 10,000 entries it takes half a minute. */
export function trainModel(entries: Asked[], aids: Aids = {}, tell: (step: string) => void = () => {}): Model {
  const label =
    (kind: boolean) =>
    ({ id, question, phrasings, answer }: Asked): Label => ({
      id,
      outside: kind,
      texts: [...new Set([question, ...phrasings])].filter(text => text.trim() !== ''),
      answer: answer ?? ''
    })
  const labels = [...entries.map(label(false)), ...(aids.outside ?? []).map(label(true))]
  const { state, trials } = trainBlend(labels, readingOf(aids), tell)
  const confidence = learnConfidence(
    trials,
    labels.map(one => one.outside)
  )
  return { labels: labels.map(one => ({ id: one.id, outside: one.outside })), blend: state, confidence }
}

/** Makes a learned model ready, with the lexicon and the vectors that it was learned with. */
export function openModel({ labels, blend: state, confidence }: Model, aids: Aids = {}): Engine {
  const blend = openBlend(state, readingOf(aids))
  const outside = labels.map(one => one.outside)
  const { thresholds } = confidence
  const candidatesOf = (ranked: Ranked) =>
    ranked
      .filter(({ label }) => !outside[label])
      .slice(0, shown)
      .map(({ label }) => ({ label, confidence: round(confide(confidence, ranked, label, outside)) }))
      .sort((a, b) => b.confidence - a.confidence)
  const judge = ([best, next]: { confidence: number }[]): Because => {
    if (!best) return 'no words'
    if (best.confidence < thresholds.fallback) return 'unlike'
    if (best.confidence < thresholds.answer) return 'unsure'
    const close = closeness[best.confidence < sure ? 'unsure' : 'sure']
    return (next?.confidence ?? 0) > best.confidence * close ? 'close' : 'sure'
  }
  return {
    rank: text => {
      const ranked = blend(text)?.ranked ?? []
      const candidates = candidatesOf(ranked)
      const first = ranked[0] && labels[ranked[0].label]!
      return {
        outcome: outcomes[judge(candidates)],
        candidates: candidates.map(one => ({ entry: labels[one.label]!.id, confidence: one.confidence })),
        outside: first?.outside ? first.id : null
      }
    },
    explain: text => {
      const blended = blend(text)
      const candidates = candidatesOf(blended?.ranked ?? [])
      const kind = blended?.ranked.find(({ label }) => outside[label])
      const told = kind ? [...candidates, { label: kind.label, confidence: null }] : candidates
      return {
        corrected: blended?.corrected ?? [],
        thresholds,
        because: judge(candidates),
        labels: told.map(one => ({
          ...labels[one.label]!,
          confidence: one.confidence,
          members: blended!.tell(one.label),
          words: weighWords(blend, blended!, one.label)
        }))
      }
    }
  }
}

const outcomes = {
  'no words': 'fallback',
  unlike: 'fallback',
  unsure: 'clarify',
  close: 'clarify',
  sure: 'answer'
} as const satisfies Record<Because, Ranking['outcome']>

/** Learns and opens in one go. */
export function createEngine(entries: Asked[], aids: Aids = {}): Engine {
  return openModel(trainModel(entries, aids), aids)
}

/** So many words of a question are weighed when it is explained. */
const weighed = 20

// How much a word counts is seen by leaving it out.
function weighWords(blend: Blend, { written, sum }: Blended, label: number) {
  const whole = sum(label)
  return written
    .slice(0, weighed)
    .map((word, out) => ({
      word,
      counts: round(whole - (blend(written.filter((_, at) => at !== out).join(' '))?.sum(label) ?? 0))
    }))
    .sort((a, b) => b.counts - a.counts)
}

function readingOf({ lexicon, vectors, without }: Aids): Reading {
  return { readWords: createReadWords(lexicon), vectors: vectors ?? null, without: without ?? [] }
}

function round(value: number): number {
  return Math.round(value * 1e4) / 1e4
}
