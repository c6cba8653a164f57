import type { Ranking } from '../domain/candidate.js'
import type { Lexicon } from '../domain/lexicon.js'
import { trainBlend } from './blend.js'
import { learnConfidence } from './confidence.js'
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

/**
 * Builds the matcher: entries in, ranking out. `outside` are kinds of questions that no entry answers; without any, what
 * to refuse is learned from the entries alone.
 */
export function createEngine(entries: Asked[], outside: Asked[] = [], lexicon?: Lexicon): Rank {
  const label =
    (kind: boolean) =>
    ({ id, question, phrasings, answer }: Asked): Label => ({
      id,
      outside: kind,
      texts: [...new Set([question, ...phrasings])].filter(text => text.trim() !== ''),
      answer: answer ?? ''
    })
  const labels = [...entries.map(label(false)), ...outside.map(label(true))]
  const readWords = createReadWords(lexicon)
  const { blend, trials } = trainBlend(labels, readWords)
  const { confide, thresholds } = learnConfidence(
    trials,
    labels.map(one => one.outside)
  )

  return text => {
    if (readWords(text).words.length === 0) return { outcome: 'fallback', candidates: [], outside: null }
    const scores = blend(text)
    const order = Array.from(labels.keys()).sort((a, b) => scores[b]! - scores[a]! || a - b)
    const candidates = order
      .filter(index => !labels[index]!.outside)
      .slice(0, shown)
      .map(index => ({ entry: labels[index]!.id, confidence: round(confide(scores, index)) }))
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

function round(confidence: number): number {
  return Math.round(confidence * 1e4) / 1e4
}
