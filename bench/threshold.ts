import { type Entry, type Peer, textsOf } from './matcher.js'
import { createRandom, shuffle } from './random.js'

const folds = 5
/** Beyond so many texts one fold tells enough, and keeps slow trainers within minutes. */
const enough = 1000
/** Texts that are tried at most, over all folds. */
const mostTrials = 300
const quantile = 0.1

interface Fold {
  entries: Entry[]
  held: string[]
}

/**
 * The score below which a peer refuses, the same way for all peers and from the entries alone: their texts are left out
 * a fifth at a time, the rest is trained, and nine of ten left-out texts must score higher than the threshold.
 */
export async function chooseThreshold(peer: Peer, entries: Entry[]): Promise<number> {
  const scores: number[] = []
  for (const { entries: rest, held } of splitFolds(entries)) {
    const rank = await peer.train(rest)
    for (const text of held) scores.push((await rank(text))[0]?.score ?? 0)
  }
  return quantileOf(scores, quantile)
}

/** The folds with the texts to try. Entries with one text cannot spare it: every second of its words is asked instead. */
export function splitFolds(entries: Entry[]): Fold[] {
  const texts = entries.flatMap(textsOf).length
  const spare = entries.some(entry => entry.phrasings.length > 0)
  const rounds = !spare ? 0 : texts > enough ? 1 : folds
  const parts = Array.from({ length: rounds }, (_, fold) => holdOut(entries, fold))
  const single = entries.filter(entry => entry.phrasings.length === 0).map(entry => halve(entry.question))
  if (single.length > 0) parts.push({ entries, held: single })
  const tried = new Set(
    shuffle(
      parts.flatMap((part, fold) => part.held.map((_, at) => `${fold}/${at}`)),
      createRandom(1)
    ).slice(0, mostTrials)
  )
  return parts.map((part, fold) => ({ ...part, held: part.held.filter((_, at) => tried.has(`${fold}/${at}`)) }))
}

function holdOut(entries: Entry[], fold: number): Fold {
  const held: string[] = []
  const rest = entries.map(entry => {
    const texts = textsOf(entry)
    if (texts.length === 1) return entry
    held.push(...texts.filter((_, at) => at % folds === fold))
    const [question, ...phrasings] = texts.filter((_, at) => at % folds !== fold)
    return { ...entry, question: question!, phrasings }
  })
  return { entries: rest, held }
}

function halve(text: string): string {
  const words = text.split(/\s+/)
  return words.length < 4 ? text : words.filter((_, at) => at % 2 === 1).join(' ')
}

export function quantileOf(values: readonly number[], part: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.floor(part * sorted.length)] ?? 0
}
