import { holds } from './measure.js'
import type { Match, Near, Node, PartMatch } from './pattern.js'
import type { Reading } from './read.js'

const none: readonly never[] = []
const mostSmallWords = 5
/** Small words between two near parts do not count, up to so many. */
const mostSmallBetween = 20
const longestNear = 3

/** Matches compiled patterns on one reading. What a slot matches at a word is worked out once. */
export class Matcher {
  /** How many nodes were tried so far: a measure of the work that no busy machine can change. */
  steps = 0
  /** By choice and word, as one number: the ends of its matches there. */
  private readonly known = new Map<number, readonly number[]>()
  private readonly blind: boolean
  private readonly counts = new Map<Near, Int32Array>()
  /** Where each word stands, by its stem and by its form. */
  private readonly vocabulary = new Map<string, number[]>()

  constructor(
    readonly reading: Reading,
    private readonly small: ReadonlySet<string>,
    private readonly unseen: ReadonlySet<string> = new Set()
  ) {
    this.blind = unseen.size > 0
    for (const [at, word] of reading.words.entries())
      for (const key of [word.stem, word.exact]) {
        const places = this.vocabulary.get(key)
        if (places) places.push(at)
        else this.vocabulary.set(key, [at])
      }
  }

  /** The same reading to eyes that cannot see these words: do they belong to a match, or only stand in its gaps? */
  without(words: ReadonlySet<string>): Matcher {
    return new Matcher(this.reading, this.small, words)
  }

  /** The clauses have changed: what was worked out over the old ones no longer holds. */
  forget(): void {
    this.known.clear()
    this.counts.clear()
  }

  /** All ends of matches of `node` that begin at word `at`, each once. */
  ends(node: Node, at: number): readonly number[] {
    this.steps++
    const word = this.reading.words[at]
    if (!word || (this.blind && this.unseen.has(word.word))) return none
    switch (node.kind) {
      case 'word':
        return (node.exact ? word.word === node.stem : word.stem === node.stem) ? [at + 1] : none
      case 'measure':
        return (this.reading.measures.get(at) ?? none)
          .filter(measure => holds(measure, node))
          .map(measure => measure.to)
      case 'choice':
        return this.choice(
          node,
          at,
          node.byStem.get(word.stem),
          node.byForm.size === 0 ? none : node.byForm.get(word.exact)
        )
      case 'sequence':
        return this.sequence(node.parts, at)
    }
  }

  private choice(
    { id, rest }: Extract<Node, { kind: 'choice' }>,
    at: number,
    byStem: readonly Node[] = none,
    byForm: readonly Node[] = none
  ): readonly number[] {
    if (byStem.length === 0 && byForm.length === 0 && rest.length === 0) return none
    const key = id * this.reading.words.length + at
    const known = this.known.get(key)
    if (known) return known
    const found = new Set<number>()
    for (const options of [byStem, byForm, rest])
      for (const option of options) for (const end of this.ends(option, at)) found.add(end)
    const ends = found.size === 0 ? none : [...found]
    this.known.set(key, ends)
    return ends
  }

  private sequence(parts: Extract<Node, { kind: 'sequence' }>['parts'], at: number): readonly number[] {
    let reached: number[] = [at]
    for (const { node, gap, optional } of parts) {
      const next: number[] = optional ? [...reached] : []
      for (const from of reached) {
        const last = from === at ? from : this.lastStart(from, gap)
        for (let start = from; start <= last; start++) {
          const ends = this.ends(node, start)
          for (let one = 0; one < ends.length; one++) if (!next.includes(ends[one]!)) next.push(ends[one]!)
        }
      }
      if (next.length === 0) return none
      reached = next
    }
    return reached.filter(end => end > at)
  }

  /** The last word at which the next part may begin: over `gap` words of any kind and then small ones, in the same clause. */
  private lastStart(from: number, gap: number): number {
    const { words } = this.reading
    const clause = words[from - 1]?.clause
    let at = from
    for (let small = 0; words[at + 1]?.clause === clause && words[at]?.clause === clause; at++)
      if (at - from >= gap && (!this.small.has(words[at]!.word) || ++small > mostSmallWords)) break
    return at
  }

  /** Whether each of the part's sequences has a word here to begin with: most patterns end at this. */
  possible(part: Near): boolean {
    return part.needs.every(words => words === null || meet(words, this.vocabulary))
  }

  /** The words at which a match of the part could begin, in order. */
  places({ needs: [first] }: Near): number[] {
    if (!first) return [...this.reading.words.keys()]
    const places = new Set<number>()
    for (const word of first) for (const at of this.vocabulary.get(word) ?? none) places.add(at)
    return [...places].sort((a, b) => a - b)
  }

  /** Whether a match of the part begins at a word from `from` up to but not including `to`. Looks once through the text. */
  occurs(part: Near, from: number, to: number): boolean {
    let counts = this.counts.get(part)
    if (!counts) {
      counts = new Int32Array(this.reading.words.length + 1)
      if (this.possible(part)) for (const at of this.places(part)) if (this.part(part, at)) counts[at + 1] = 1
      for (let at = 0; at + 1 < counts.length; at++) counts[at + 1]! += counts[at]!
      this.counts.set(part, counts)
    }
    return counts[to]! > counts[from]!
  }

  /** The longest match of a part whose anchor begins at word `at`. */
  part(part: Near, at: number): PartMatch | null {
    const ends = this.ends(part.anchor, at)
    if (ends.length === 0) return null
    const anchor = { from: at, to: Math.max(...ends) }
    const match = { from: at, to: anchor.to, at, part }
    for (const near of part.near) {
      const other = this.after(near, anchor) ?? this.before(near, anchor)
      if (!other) return null
      match.from = Math.min(match.from, other.from)
      match.to = Math.max(match.to, other.to)
    }
    return match
  }

  private after({ node, within, clause }: Near['near'][number], anchor: Match): Match | null {
    const last = anchor.to + within + mostSmallBetween
    for (let at = anchor.to, far = 0; at <= last && far <= within && this.together(at, anchor.from, clause); at++) {
      const ends = this.ends(node, at)
      if (ends.length > 0) return { from: at, to: Math.max(...ends) }
      if (!this.small.has(this.reading.words[at]!.word)) far++
    }
    return null
  }

  private before({ node, within, clause }: Near['near'][number], anchor: Match): Match | null {
    const last = anchor.from - within - mostSmallBetween
    for (let at = anchor.from - 1, far = 0; at >= last && this.together(at, anchor.from, clause); at--) {
      const to = Math.max(-1, ...this.ends(node, at).filter(end => end <= anchor.from))
      // Only what stands between the two counts as distance, so the match found first may still be too far away.
      if (to > at) return this.between(to, anchor.from) <= within ? { from: at, to } : null
      if (!this.small.has(this.reading.words[at]!.word) && ++far > within + longestNear) break
    }
    return null
  }

  private between(from: number, to: number): number {
    let count = 0
    for (let at = from; at < to; at++) if (!this.small.has(this.reading.words[at]!.word)) count++
    return count
  }

  private together(at: number, home: number, clause: boolean): boolean {
    const one = this.reading.words[at]
    const other = this.reading.words[home]!
    return one !== undefined && (clause ? one.clause === other.clause : one.sentence === other.sentence)
  }
}

function meet(words: ReadonlySet<string>, vocabulary: ReadonlyMap<string, unknown>): boolean {
  const [few, many] = words.size < vocabulary.size ? [words, vocabulary] : [vocabulary, words]
  for (const word of few.keys()) if (many.has(word)) return true
  return false
}
