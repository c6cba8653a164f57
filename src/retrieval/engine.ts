import type { Ranking } from '../domain/candidate.js'
import type { Lexicon } from '../domain/lexicon.js'
import { type BlendState, openBlend, trainBlend } from './blend.js'
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

const shown = 5

/** All that has been learned, as plain data (numbers, strings, maps and typed arrays): it can be kept and opened again. */
export interface Model {
  labels: { id: string; outside: boolean }[]
  blend: BlendState
  confidence: Confidence
}

/**
 * Learns the matcher: entries in, ranking out. `outside` are kinds of questions that no entry answers; without any, what
 * to refuse is learned from the entries alone.
 */
export function trainModel(entries: Asked[], outside: Asked[] = [], lexicon?: Lexicon): Model {
  const label =
    (kind: boolean) =>
    ({ id, question, phrasings, answer }: Asked): Label => ({
      id,
      outside: kind,
      texts: [...new Set([question, ...phrasings])].filter(text => text.trim() !== ''),
      answer: answer ?? ''
    })
  const labels = [...entries.map(label(false)), ...outside.map(label(true))]
  const { state, trials } = trainBlend(labels, createReadWords(lexicon))
  const confidence = learnConfidence(
    trials,
    labels.map(one => one.outside)
  )
  return { labels: labels.map(one => ({ id: one.id, outside: one.outside })), blend: state, confidence }
}

/** Makes a learned model ready. `lexicon` is the one that it was learned with. */
export function openModel({ labels, blend, confidence }: Model, lexicon?: Lexicon): Rank {
  const readWords = createReadWords(lexicon)
  const score = openBlend(blend, readWords)
  const outside = labels.map(one => one.outside)
  const { thresholds } = confidence
  return text => {
    if (readWords(text).words.length === 0) return { outcome: 'fallback', candidates: [], outside: null }
    const scores = score(text)
    const order = Array.from(labels.keys()).sort((a, b) => scores[b]! - scores[a]! || a - b)
    const candidates = order
      .filter(index => !outside[index])
      .slice(0, shown)
      .map(index => ({ entry: labels[index]!.id, confidence: round(confide(confidence, scores, index, outside)) }))
      .sort((a, b) => b.confidence - a.confidence)
    const best = candidates[0]?.confidence ?? 0
    const first = labels[order[0]!]
    return {
      outcome: best >= thresholds.answer ? 'answer' : best >= thresholds.fallback ? 'clarify' : 'fallback',
      candidates,
      outside: first?.outside ? first.id : null
    }
  }
}

/** Learns and opens in one go. */
export function createEngine(entries: Asked[], outside: Asked[] = [], lexicon?: Lexicon): Rank {
  return openModel(trainModel(entries, outside, lexicon), lexicon)
}

function round(confidence: number): number {
  return Math.round(confidence * 1e4) / 1e4
}
