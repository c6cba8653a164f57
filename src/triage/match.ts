import type { Node, Part } from './pattern.js'
import type { Reading } from './read.js'

/** A stretch of words, from `from` up to but not including `to`. */
export interface Match {
  from: number
  to: number
}

/** A match of a part, with the word at which its anchor begins. */
export interface PartMatch extends Match {
  at: number
  part: Exclude<Part, { flag: string }>
}

const mostSmallWords = 5
const longestNear = 3

type Near = Exclude<Part, { flag: string }>['near'][number]

/** Matches compiled patterns on one reading. What a slot matches at a word is worked out once. */
export class Matcher {
  private readonly known = new Map<number, number[]>()

  constructor(
    readonly reading: Reading,
    private readonly small: ReadonlySet<string>,
    private readonly unseen: ReadonlySet<string> = new Set()
  ) {}

  /** The same reading to eyes that cannot see these words: do they belong to a match, or only stand in its gaps? */
  without(words: ReadonlySet<string>): Matcher {
    return new Matcher(this.reading, this.small, words)
  }

  /** The clauses have changed: what was worked out over the old ones no longer holds. */
  forget(): void {
    this.known.clear()
  }

  /** All ends of matches of `node` that begin at word `at`, each once. */
  ends(node: Node, at: number): readonly number[] {
    const word = this.reading.words[at]
    if (!word || this.unseen.has(word.word)) return []
    switch (node.kind) {
      case 'word':
        return (node.exact ? word.word === node.stem : word.stem === node.stem) ? [at + 1] : []
      case 'measure':
        return (this.reading.measures.get(at) ?? [])
          .filter(measure => measure.kind === node.of && holds(measure.value, node.compare, node.value))
          .map(measure => measure.to)
      case 'choice': {
        const key = node.id * 1_000_000 + at
        let ends = this.known.get(key)
        if (!ends) {
          const found = new Set<number>()
          for (const options of [node.byWord.get(word.stem), node.byWord.get(`=${word.word}`), node.rest])
            for (const option of options ?? []) for (const end of this.ends(option, at)) found.add(end)
          ends = [...found]
          this.known.set(key, ends)
        }
        return ends
      }
      case 'sequence':
        return this.sequence(node.parts, at)
    }
  }

  private sequence(parts: { node: Node; gap: number; optional: boolean }[], at: number): readonly number[] {
    let reached: number[] = [at]
    let begun = false
    for (const part of parts) {
      const next = new Set<number>(part.optional ? reached : [])
      for (const from of reached)
        for (const start of begun ? this.starts(from, part.gap) : [from])
          for (const end of this.ends(part.node, start)) next.add(end)
      if (next.size === 0) return []
      reached = [...next]
      begun ||= reached.some(end => end > at)
    }
    return reached.filter(end => end > at)
  }

  /** Where the next part may begin: over `gap` words of any kind and then some small ones, in the same clause. */
  private starts(from: number, gap: number): number[] {
    const { words } = this.reading
    const clause = words[from - 1]?.clause
    const starts: number[] = []
    let small = 0
    for (let at = from; words[at]?.clause === clause; at++) {
      starts.push(at)
      if (at - from < gap) continue
      if (!this.small.has(words[at]!.word) || ++small > mostSmallWords) break
    }
    return starts
  }

  /** The longest match of a part whose anchor begins at word `at`. */
  part(part: Exclude<Part, { flag: string }>, at: number): PartMatch | null {
    const ends = this.ends(part.anchor, at)
    if (ends.length === 0) return null
    const anchor = { from: at, to: Math.max(...ends) }
    const match = { ...anchor, at, part }
    for (const near of part.near) {
      const other = this.after(near, anchor) ?? this.before(near, anchor)
      if (!other) return null
      match.from = Math.min(match.from, other.from)
      match.to = Math.max(match.to, other.to)
    }
    return match
  }

  private after({ node, within, clause }: Near, anchor: Match): Match | null {
    for (let at = anchor.to, far = 0; far <= within && this.together(at, anchor.from, clause); at++) {
      const ends = this.ends(node, at)
      if (ends.length > 0) return { from: at, to: Math.max(...ends) }
      if (!this.small.has(this.reading.words[at]!.word)) far++
    }
    return null
  }

  private before({ node, within, clause }: Near, anchor: Match): Match | null {
    for (
      let at = anchor.from - 1, far = 0;
      far <= within + longestNear && this.together(at, anchor.from, clause);
      at--
    ) {
      const ends = this.ends(node, at).filter(end => end <= anchor.from)
      if (ends.length > 0) {
        const to = Math.max(...ends)
        return this.reading.words.slice(to, anchor.from).filter(word => !this.small.has(word.word)).length <= within
          ? { from: at, to }
          : null
      }
      if (!this.small.has(this.reading.words[at]!.word)) far++
    }
    return null
  }

  private together(at: number, home: number, clause: boolean): boolean {
    const one = this.reading.words[at]
    const other = this.reading.words[home]!
    return one !== undefined && (clause ? one.clause === other.clause : one.sentence === other.sentence)
  }
}

function holds(value: number, compare: string, limit: number): boolean {
  if (compare === '>=') return value >= limit
  if (compare === '<=') return value <= limit
  return compare === '<' ? value < limit : value > limit
}
