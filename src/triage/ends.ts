import { holds } from './measure.js'
import type { Node } from './pattern.js'
import type { Places } from './places.js'
import type { Reading } from './read.js'

const none: readonly never[] = []
const mostSmallWords = 5

type Of<Kind> = Extract<Node, { kind: Kind }>

/** All matches of a choice: the words at which they begin, in order, and by these their ends. */
interface Found {
  starts: readonly number[]
  ends: ReadonlyMap<number, readonly number[]>
}

const nothing: Found = { starts: none, ends: new Map() }

/** Where the matches of a node end that begin at a word. What a choice matches is worked out once, for all words. */
export class Ends {
  /** How many nodes were tried so far: a measure of the work that no busy machine can change. */
  steps = 0
  /** By choice. */
  private found: (Found | undefined)[] = []
  /** For each word the list of the one end that it has by itself. */
  private readonly single: number[][]

  constructor(
    private readonly reading: Reading,
    private readonly places: Places
  ) {
    this.single = reading.words.map((_, at) => [at + 1])
  }

  /** The clauses have changed: what was worked out over the old ones no longer holds. */
  forget(): void {
    this.found = []
  }

  /** Each end once. */
  of(node: Node, at: number): readonly number[] {
    this.steps++
    switch (node.kind) {
      case 'word':
        return this.places.stems[at] === node.id || this.places.forms[at] === node.id ? this.single[at]! : none
      case 'choice':
        return this.all(node).ends.get(at) ?? none
      case 'sequence':
        return this.sequence(node, at)
      case 'measure':
        return this.measured(node, at)
    }
  }

  /** The first word from `from` on at which a match of the node may begin. */
  next(node: Node, from: number): number {
    if (node.kind !== 'choice') return from
    const { starts } = this.all(node)
    let low = 0
    for (let high = starts.length; low < high; ) {
      const middle = (low + high) >> 1
      if (starts[middle]! < from) low = middle + 1
      else high = middle
    }
    return starts[low] ?? Number.POSITIVE_INFINITY
  }

  private measured(node: Of<'measure'>, at: number): readonly number[] {
    const measures = this.reading.measures.get(at)
    return measures ? measures.filter(measure => holds(measure, node)).map(measure => measure.to) : none
  }

  private all(node: Of<'choice'>): Found {
    const found = this.found[node.id] ?? this.everywhere(node)
    this.found[node.id] = found
    return found
  }

  private everywhere({ byWord }: Of<'choice'>): Found {
    const ends = new Map<number, readonly number[]>()
    const put = (options: readonly Node[], at: number) => {
      for (const option of options) {
        const more = this.of(option, at)
        if (more.length > 0) ends.set(at, union(ends.get(at) ?? none, more))
      }
    }
    this.places.each(byWord, put)
    return ends.size === 0 ? nothing : { starts: [...ends.keys()].sort((a, b) => a - b), ends }
  }

  private sequence({ parts }: Of<'sequence'>, at: number): readonly number[] {
    let reached: readonly number[] = [at]
    for (const { node, gap, optional } of parts) {
      let next: readonly number[] = optional ? reached : none
      for (const from of reached) {
        let start = this.next(node, from)
        if (start > from + gap + mostSmallWords) continue
        const last = from === at ? from : this.lastStart(from, gap)
        for (; start <= last; start = this.next(node, start + 1)) next = union(next, this.of(node, start))
      }
      if (next.length === 0) return none
      reached = next
    }
    return reached
  }

  /** The last word at which the next part may begin: over `gap` words of any kind and then small ones, in the same clause. */
  private lastStart(from: number, gap: number): number {
    const { words } = this.reading
    const clause = words[from - 1]?.clause
    let at = from
    for (let small = 0; words[at + 1]?.clause === clause && words[at]?.clause === clause; at++)
      if (at - from >= gap && (this.places.small[at] === 0 || ++small > mostSmallWords)) break
    return at
  }
}

/** Both lists' numbers, each once. Most lists are empty: then nothing new is made. */
function union(a: readonly number[], b: readonly number[]): readonly number[] {
  if (b.length === 0) return a
  if (a.length === 0) return b
  const more = b.filter(one => !a.includes(one))
  return more.length === 0 ? a : [...a, ...more]
}
