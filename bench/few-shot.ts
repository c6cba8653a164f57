import type { Entry } from './matcher.js'
import { createRandom, shuffle } from './random.js'

/** The label of a test question that no entry answers. */
export const outside = '__out_of_scope__'

/** A text with its right entry's id, or `outside`. */
export type Labelled = [text: string, label: string]

/** What a matcher learns from, and what it is then asked. */
export interface Split {
  entries: Entry[]
  test: Labelled[]
}

/** A question-and-answer pair of an FAQ with the ways in which people asked it. */
export interface FaqPair {
  id: string
  question: string
  answer: string
  asks: string[]
}

/** Which FAQs are taken out as near out-of-scope does not change with the seed of the phrasings. */
const heldSeed = 7

/** Intents have no question of their own: `keep` utterances each, drawn by chance; the first stands for the question. */
export function splitIntents(train: Labelled[], test: Labelled[], keep: number | null, seed: number): Split {
  const groups = new Map<string, string[]>()
  for (const [text, label] of train) if (label !== outside) groups.set(label, [...(groups.get(label) ?? []), text])
  const random = createRandom(seed)
  const entries = [...groups.keys()].sort().map(id => {
    const texts = groups.get(id)!
    const [question, ...phrasings] = keep ? shuffle(texts, random).slice(0, keep) : texts
    return { id, question: question!, phrasings }
  })
  return { entries, test }
}

/**
 * FAQs have a question: `keep` rephrasings stand beside it, the others (at least one) are the test. `held` FAQs are
 * left out of the entries; what people asked about them must be refused, near as it is.
 */
export function splitFaq(pairs: FaqPair[], keep: number, held: number, seed: number): Split {
  const random = createRandom(seed)
  const ids = pairs.map(pair => pair.id)
  const out = new Set(held > 0 ? shuffle(ids, createRandom(heldSeed)).slice(0, held) : [])
  const entries: Entry[] = []
  const test: Labelled[] = []
  for (const { id, question, answer, asks } of pairs) {
    const texts = shuffle([...new Set(asks)], random)
    const known = out.has(id) ? [] : texts.slice(0, Math.min(keep, Math.max(0, texts.length - 1)))
    if (!out.has(id)) entries.push({ id, question, phrasings: known, answer })
    for (const text of texts.slice(known.length)) test.push([text, out.has(id) ? outside : id])
  }
  return { entries, test }
}
