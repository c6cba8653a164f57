import { Ends, search } from './ends.js'
import { type Match, mostSmallBetween, type Near, type PartMatch } from './pattern.js'
import { Places, type Words } from './places.js'
import type { Reading } from './read.js'

const longestNear = 3
const none: readonly never[] = []

type Other = Near['near'][number]

/** Matches compiled patterns on one reading. */
export class Matcher {
  readonly places: Places
  private readonly ends: Ends
  private readonly found = new Map<Near, readonly PartMatch[]>()

  constructor(
    readonly reading: Reading,
    readonly shared: Words,
    unseen?: (at: number) => boolean
  ) {
    this.places = new Places(reading, shared, unseen)
    this.ends = new Ends(reading, this.places, shared.vocabulary.choices)
  }

  /** How many nodes were tried so far: a measure of the work that no busy machine can change. */
  get steps(): number {
    return this.ends.steps
  }

  /** The same reading to eyes that cannot see some words: do they belong to a match, or only stand in its gaps? */
  without(unseen: (at: number) => boolean): Matcher {
    return new Matcher(this.reading, this.shared, unseen)
  }

  /** The clauses have changed: what was worked out over the old ones no longer holds. */
  forget(): void {
    this.ends.forget()
    this.found.clear()
  }

  /** All matches of the part, by where its anchor begins. What several patterns begin with is looked for once. */
  all(part: Near): readonly PartMatch[] {
    let found = this.found.get(part)
    if (!found) {
      found = this.look(part)
      this.found.set(part, found)
    }
    return found
  }

  private look(part: Near): readonly PartMatch[] {
    // A look at the first words of all spares most of the work.
    if (!part.needs.every(node => this.ends.meets(node))) return none
    if (!part.needs.every(node => this.ends.starts(node).length > 0)) return none
    // Only where the rarest of what it needs is near: "pain" stands everywhere, "stairs" once.
    const [rarest = none] = part.needs.map(node => this.ends.starts(node)).sort((a, b) => a.length - b.length)
    const found: PartMatch[] = []
    for (const at of this.ends.starts(part.anchor)) {
      const nearest = rarest[search(rarest, at - part.span)]
      const match = nearest !== undefined && nearest <= at + part.span ? this.part(part, at) : null
      if (match) found.push(match)
    }
    return found
  }

  /** Whether a match of the part begins at a word from `from` up to but not including `to`. Looks once through the text. */
  occurs(part: Near, from: number, to: number): boolean {
    return this.all(part).some(({ at }) => at >= from && at < to)
  }

  /** The longest match of a part whose anchor begins at word `at`. */
  part(part: Near, at: number): PartMatch | null {
    const ends = this.ends.of(part.anchor, at)
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

  private after({ node, within, clause }: Other, anchor: Match): Match | null {
    const last = anchor.to + within + mostSmallBetween
    if (this.ends.next(node, anchor.to) > last) return null
    for (let at = anchor.to, far = 0; at <= last && far <= within && this.together(at, anchor.from, clause); at++) {
      const ends = this.ends.of(node, at)
      if (ends.length > 0) return { from: at, to: Math.max(...ends) }
      if (this.places.small[at] === 0) far++
    }
    return null
  }

  private before({ node, within, clause }: Other, anchor: Match): Match | null {
    const last = anchor.from - within - mostSmallBetween
    if (this.ends.next(node, Math.max(0, last)) >= anchor.from) return null
    for (let at = anchor.from - 1, far = 0; at >= last && this.together(at, anchor.from, clause); at--) {
      const ends = this.ends.of(node, at)
      const to = ends.length === 0 ? -1 : Math.max(-1, ...ends.filter(end => end <= anchor.from))
      // Only what stands between the two counts as distance, so the match found first may still be too far away.
      if (to > at) return this.between(to, anchor.from) <= within ? { from: at, to } : null
      if (this.places.small[at] === 0 && ++far > within + longestNear) break
    }
    return null
  }

  private between(from: number, to: number): number {
    let count = 0
    for (let at = from; at < to; at++) if (this.places.small[at] === 0) count++
    return count
  }

  private together(at: number, home: number, clause: boolean): boolean {
    const one = this.reading.words[at]
    const other = this.reading.words[home]!
    return one !== undefined && (clause ? one.clause === other.clause : one.sentence === other.sentence)
  }
}
