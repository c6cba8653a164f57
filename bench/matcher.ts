/** One thing that a matcher can choose, with its ways of being asked: all that a matcher may learn from. */
export interface Entry {
  id: string
  question: string
  phrasings: string[]
  answer?: string
}

export interface Scored {
  entry: string
  score: number
}

/** What a matcher says of a question. `fallback` refuses it; `clarify` asks back; only our own matcher does that. */
export interface Answer {
  outcome: 'answer' | 'clarify' | 'fallback'
  /** Best first, each entry once. */
  candidates: Scored[]
}

export type Ask = (text: string) => Answer | Promise<Answer>

/** A matcher in the bench: it sees the entries, and fixes its threshold on them alone, before the first question. */
export interface Matcher {
  name: string
  /** Scores lie between 0 and 1, so that they can be read as a confidence. */
  bounded: boolean
  /** Takes so long a question that big sets are capped for it. */
  slow: boolean
  train(entries: Entry[]): Promise<{ ask: Ask; buildMs: number }>
}

/** A public library as `peers/<name>.mjs` wraps it: hits best first, the same entry as often as it is found. */
export interface Peer {
  name: string
  bounded: boolean
  slow: boolean
  train(entries: Entry[]): RankText | Promise<RankText>
}

export type RankText = (text: string) => Scored[] | Promise<Scored[]>

/** All ways of asking an entry. */
export function textsOf(entry: Entry): string[] {
  return [entry.question, ...entry.phrasings]
}
