import type { Candidate, Ranking } from '../domain/candidate.js'
import type { Entry } from '../domain/entry.js'
import { stem } from '../text/stem.js'
import { tokenise } from '../text/tokenise.js'

/** A word that one entry has so large a share of is about that entry: "wear", "cochrane"; "long" and "hurt" are about many. */
const particular = 0.45
/** How likely a question after an entry is about one that it leads to, leads here, is of its kind, or about itself again. */
const prior = { to: 1, from: 0.6, alike: 0.5, again: 0.4 }
const smoothing = 0.5
/** Its rarest word has to stand in so many of an entry's phrasings: once may be chance. */
const leastSeen = 2
/** So much of the belief a neighbour needs, and so large a share of how likely the best entry of all is asked so. */
const needed = {
  /** Words that only ask ("how long for"): the last entry says what about. */
  bare: { belief: 0.5, share: 0.03 },
  others: { belief: 0.6, share: 0.4 }
}

/** Reads words that many entries are asked with among the neighbours of the last one; null where they say enough by themselves. */
export type ReadNearby = (said: string[], last: Entry, alone: Ranking) => Pick<Ranking, 'outcome' | 'candidates'> | null

/**
 * "how long for?" asks for the length of a session after "what happens in one", and for the length of the soreness after
 * that. So words that fit many entries are read among the neighbours of the last one alone: naive Bayes over the
 * phrasings, P(entry) × Π P(word | entry).
 */
export function createReadNearby(entries: Entry[], asking: Set<string>): ReadNearby {
  const { countOf, totalOf, mostIn } = countWords(entries)
  const sizes = new Map(entries.map(({ id, phrasings }) => [id, phrasings.length + 1]))
  /** The entry that a word is about by itself, if it is about one. */
  const ownerOf = (word: string) => {
    const entry = mostIn(word)
    return entry !== null && countOf(word, entry) >= particular * totalOf(word) ? entry : null
  }

  function likelihood(stems: string[], entry: string): number {
    const ways = (sizes.get(entry) ?? 0) + 1
    return stems.reduce((product, word) => (product * (countOf(word, entry) + smoothing)) / ways, 1)
  }

  function believe(stems: string[], last: Entry): Candidate[] {
    const rarest = stems.reduce((least, word) => (totalOf(word) < totalOf(least) ? word : least))
    const near = entries
      .map(entry => ({ entry: entry.id, weight: nearness(entry, last) }))
      .filter(({ entry, weight }) => weight > 0 && countOf(rarest, entry) >= leastSeen)
      .filter(({ entry }) => stems.every(word => asking.has(word) || countOf(word, entry) > 0))
      .map(({ entry, weight }) => ({ entry, belief: weight * likelihood(stems, entry) }))
      .sort((a, b) => b.belief - a.belief)
    const sum = near.reduce((all, { belief }) => all + belief, 0)
    return near.map(({ entry, belief }) => ({ entry, confidence: belief / sum }))
  }

  return (said, last, { outcome, outside, candidates }) => {
    const stems = [...new Set(said.map(stem))].filter(word => totalOf(word) > 0)
    const bare = said.every(word => asking.has(word))
    if (stems.length === 0 || outside !== null || (outcome === 'fallback' && !bare)) return null
    const owner = stems.map(ownerOf).find(entry => entry !== null)
    if (owner && outcome === 'answer') return null
    const [best] = believe(stems, last)
    if (owner && owner !== best?.entry) return null
    const alone = candidates[0]
    const { belief, share } = needed[bare ? 'bare' : 'others']
    if (!best || best.confidence < belief) return null
    if (alone && likelihood(stems, best.entry) < share * likelihood(stems, alone.entry)) return null
    return { outcome: 'answer', candidates: [best, ...candidates.filter(({ entry }) => entry !== best.entry)] }
  }
}

/** In how many of an entry's ways of asking a word stands. */
function countWords(entries: Entry[]) {
  const counts = new Map<string, Map<string, number>>()
  for (const { id, question, phrasings } of entries)
    for (const text of [question, ...phrasings])
      for (const word of new Set(tokenise(text).map(token => stem(token.word)))) {
        const own = counts.get(word) ?? new Map<string, number>()
        counts.set(word, own.set(id, (own.get(id) ?? 0) + 1))
      }
  const all = (word: string) => [...(counts.get(word) ?? [])]
  return {
    countOf: (word: string, entry: string) => counts.get(word)?.get(entry) ?? 0,
    totalOf: (word: string) => all(word).reduce((sum, [, count]) => sum + count, 0),
    mostIn: (word: string) => all(word).sort((a, b) => b[1] - a[1])[0]?.[0] ?? null
  }
}

function nearness(entry: Entry, last: Entry): number {
  if (entry.id === last.id) return prior.again
  if (last.followUps.includes(entry.id)) return prior.to
  if (entry.followUps.includes(last.id)) return prior.from
  return entry.category === last.category ? prior.alike : 0
}
