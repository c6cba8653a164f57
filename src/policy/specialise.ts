import type { Entry } from '../domain/entry.js'
import { stem } from '../text/stem.js'
import { tokenise } from '../text/tokenise.js'

/** A word that so many entries ask with says what an entry is about. */
const rare = 5

/** What a general entry means after the last one; null when there is none, or several. */
export interface Specialise {
  specialise(general: Entry, last: Entry): string | null
  /** "How often should I come?": what it leads to is all of its own kind. */
  isOverview(entry: Entry): boolean
}

/** "how often" has entries of its own for stress, chronic and acute pain: the one with the last entry's topic is meant. */
export function createSpecialise(entries: Map<string, Entry>, stopWords: Set<string>): Specialise {
  const topics = topicsOf([...entries.values()], stopWords)

  const isOverview = ({ followUps, category }: Entry) =>
    followUps.length > 2 && followUps.every(id => entries.get(id)?.category === category)

  function specialise(general: Entry, last: Entry): string | null {
    if (general.id === last.id || !isOverview(general)) return null
    const topic = topics.get(last.id)
    const alike = general.followUps.filter(id => [...(topics.get(id) ?? [])].some(word => topic?.has(word)))
    const led = alike.filter(id => last.followUps.includes(id))
    const [meant, ...others] = led.length > 0 ? led : alike
    return meant && meant !== last.id && others.length === 0 ? meant : null
  }

  return { specialise, isOverview }
}

/** The words that only few entries ask with: "How often for stress-related tension?" -> often, stress, related, tension. */
function topicsOf(entries: Entry[], stopWords: Set<string>): Map<string, Set<string>> {
  const asked = entries.map(({ id, question }) => {
    const words = tokenise(question).map(token => token.word)
    return [id, new Set(words.filter(word => !stopWords.has(word)).map(stem))] as const
  })
  const count = new Map<string, number>()
  for (const [, words] of asked) for (const word of words) count.set(word, (count.get(word) ?? 0) + 1)
  return new Map(asked.map(([id, words]) => [id, new Set([...words].filter(word => count.get(word)! <= rare))]))
}
