import { holds } from './measure.js'
import { mostSmallWords, type Needed, type Node } from './pattern.js'
import type { Places } from './places.js'
import type { Reading } from './read.js'
import { Vocabulary } from './vocabulary.js'

const none: readonly never[] = []

type Of<Kind> = Extract<Node, { kind: Kind }>

/** All matches of a choice: the words at which they begin, in order, and for each of these its ends. */
interface Found {
  starts: readonly number[]
  ends: readonly (readonly number[])[]
}

const nothing: Found = { starts: none, ends: none }

/** Where the matches of a node end that begin at a word. What a choice matches is worked out once, for all words. */
export class Ends {
  /** How many nodes were tried so far: a measure of the work that no busy machine can change. */
  steps = 0
  /** For each choice 0, or which of `found` it is, counted from 1. */
  private which: Uint16Array
  private found: Found[] = []
  /** For each word the list of the one end that it has by itself. */
  private readonly single: number[][]

  constructor(
    private readonly reading: Reading,
    private readonly places: Places,
    private readonly choices: number
  ) {
    this.which = new Uint16Array(choices)
    this.single = reading.words.map((_, at) => [at + 1])
  }

  /** The clauses have changed: what was worked out over the old ones no longer holds. */
  forget(): void {
    this.which = new Uint16Array(this.choices)
    this.found = []
  }

  /** Each end once. */
  of(node: Node, at: number): readonly number[] {
    this.steps++
    switch (node.kind) {
      case 'word':
        return this.places.stems[at] === node.id || this.places.forms[at] === node.id ? this.single[at]! : none
      case 'choice':
        return this.chosen(node, at)
      case 'sequence':
        return this.sequence(node, at)
      case 'measure':
        return this.measured(node, at)
    }
  }

  /** The words at which a match of the node may begin, in order. */
  starts(node: Node): readonly number[] {
    if (node.kind === 'word') return this.places.of(node.id)
    if (node.kind === 'measure') return this.places.of(Vocabulary.measure)
    if (node.kind === 'choice') return this.all(node).starts
    const needed = node.parts.findIndex(part => !part.optional)
    return node.parts
      .slice(0, needed + 1)
      .reduce<readonly number[]>((all, part) => union(all, this.starts(part.node)), none)
  }

  /** Whether the text holds a word that a match of the node could begin with. */
  meets(node: Needed): boolean {
    return node.kind === 'choice' ? this.places.meets(node.firsts) : this.starts(node).length > 0
  }

  private able(node: Node): boolean {
    return node.kind !== 'sequence' || node.needs.every(needed => this.meets(needed))
  }

  /** The first word from `from` on at which a match of the node may begin. */
  next(node: Node, from: number): number {
    if (node.kind === 'sequence') return from
    const starts = this.starts(node)
    return starts[search(starts, from)] ?? Number.POSITIVE_INFINITY
  }

  private measured(node: Of<'measure'>, at: number): readonly number[] {
    const measures = this.reading.measures.get(at)
    return measures ? measures.filter(measure => holds(measure, node)).map(measure => measure.to) : none
  }

  private chosen(node: Of<'choice'>, at: number): readonly number[] {
    const { starts, ends } = this.all(node)
    const index = search(starts, at)
    return starts[index] === at ? ends[index]! : none
  }

  private all(node: Of<'choice'>): Found {
    if (this.which[node.id] === 0) {
      const found = this.everywhere(node)
      this.which[node.id] = this.found.push(found)
    }
    return this.found[this.which[node.id]! - 1]!
  }

  private everywhere({ firsts, options }: Of<'choice'>): Found {
    let found = nothing
    for (let index = 0; index < firsts.length; index++) {
      const first = firsts[index]!
      if (!this.places.has(first)) continue
      const places = this.places.of(first)
      for (const option of options[index]!) {
        // Where its only word stands it matches.
        if (option.kind === 'word') found = merge(found, { starts: places, ends: places.map(at => this.single[at]!) })
        else if (this.able(option)) found = merge(found, this.tried(option, places))
      }
    }
    return found
  }

  private tried(node: Node, places: readonly number[]): Found {
    const starts: number[] = []
    const ends: (readonly number[])[] = []
    for (const at of places) {
      const reached = this.of(node, at)
      if (reached.length === 0) continue
      starts.push(at)
      ends.push(reached)
    }
    return starts.length === 0 ? nothing : { starts, ends }
  }

  private sequence({ parts }: Of<'sequence'>, at: number): readonly number[] {
    const { words } = this.reading
    let reached: readonly number[] = [at]
    for (let index = 0; index < parts.length; index++) {
      const { node, gap, optional } = parts[index]!
      let next: readonly number[] = optional ? reached : none
      for (const from of reached) {
        let start = this.next(node, from)
        if (start > from + gap + mostSmallWords) continue
        // What stands in another clause does not go on here: "nothing since. I also had ..."
        if (from > at && words[from]?.clause !== words[from - 1]!.clause) continue
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

/** The matches of both in order of their starts, those that begin at one word as one. */
function merge(a: Found, b: Found): Found {
  if (a === nothing) return b
  if (b === nothing) return a
  const starts: number[] = []
  const ends: (readonly number[])[] = []
  for (let i = 0, j = 0; i < a.starts.length || j < b.starts.length; ) {
    const left = a.starts[i] ?? Number.POSITIVE_INFINITY
    const right = b.starts[j] ?? Number.POSITIVE_INFINITY
    starts.push(Math.min(left, right))
    ends.push(left < right ? a.ends[i]! : left > right ? b.ends[j]! : union(a.ends[i]!, b.ends[j]!))
    if (left <= right) i++
    if (right <= left) j++
  }
  return { starts, ends }
}

/** Where in a list in order the first number stands that is not below `from`. */
export function search(list: readonly number[], from: number): number {
  let low = 0
  for (let high = list.length; low < high; ) {
    const middle = (low + high) >> 1
    if (list[middle]! < from) low = middle + 1
    else high = middle
  }
  return low
}

/** Both lists' numbers, each once. Most lists are empty: then nothing new is made. */
function union(a: readonly number[], b: readonly number[]): readonly number[] {
  if (b.length === 0) return a
  if (a.length === 0) return b
  const more = b.filter(one => !a.includes(one))
  return more.length === 0 ? a : [...a, ...more]
}
