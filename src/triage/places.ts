import type { Reading } from './read.js'
import { Vocabulary } from './vocabulary.js'

const none: readonly never[] = []

/** What the matchers of all texts have in common. */
export interface Words {
  vocabulary: Vocabulary
  /** Words that may stand between any two parts of a pattern. */
  small: ReadonlySet<string>
}

/** A text's words as the numbers of the vocabulary, and where each of them stands. Words that are not seen are none. */
export class Places {
  readonly stems: Int32Array
  readonly forms: Int32Array
  readonly small: Uint8Array
  private readonly places: (number[] | undefined)[] = []
  private readonly met = new Map<ReadonlySet<number>, boolean>()

  constructor(
    private readonly reading: Reading,
    { vocabulary, small }: Words,
    unseen?: ReadonlySet<string>
  ) {
    const { words, measures } = reading
    this.stems = new Int32Array(words.length).fill(Vocabulary.unknown)
    this.forms = new Int32Array(words.length).fill(Vocabulary.unknown)
    this.small = new Uint8Array(words.length)
    for (let at = 0; at < words.length; at++) {
      const { word, stem } = words[at]!
      if (small.has(word)) this.small[at] = 1
      if (unseen?.has(word)) continue
      this.put(this.stems, at, vocabulary.stem(stem))
      this.put(this.forms, at, vocabulary.form(word))
    }
    this.places[Vocabulary.measure] = measures.size > 0 ? [...measures.keys()] : undefined
  }

  private put(list: Int32Array, at: number, id: number): void {
    list[at] = id
    if (id === Vocabulary.unknown) return
    const places = this.places[id]
    if (places) places.push(at)
    else this.places[id] = [at]
  }

  /** What a table by words holds for the word at `at`: by its stem, by its form, and for a measure that begins there. */
  of<T>(table: ReadonlyMap<number, readonly T[]>, at: number): (readonly T[])[] {
    const byStem = table.get(this.stems[at]!) ?? none
    const byForm = table.get(this.forms[at]!) ?? none
    return [byStem, byForm, this.reading.measures.has(at) ? (table.get(Vocabulary.measure) ?? none) : none]
  }

  /** Calls back with what the table holds, for every word that it knows: from the shorter of text and table. */
  each<T>(table: ReadonlyMap<number, readonly T[]>, found: (held: readonly T[], at: number) => void): void {
    if (table.size < this.stems.length)
      for (const [word, held] of table) for (const at of this.places[word] ?? none) found(held, at)
    else
      for (let at = 0; at < this.stems.length; at++)
        for (const held of this.of(table, at)) if (held.length > 0) found(held, at)
  }

  /** Whether one of these words stands anywhere in the text. */
  meets(words: ReadonlySet<number>): boolean {
    let met = this.met.get(words)
    if (met === undefined) {
      met = false
      for (const word of words) if (this.places[word]) met = true
      this.met.set(words, met)
    }
    return met
  }

  /** Where one of these words stands, in order. */
  starts(words: ReadonlySet<number>): number[] {
    const starts = new Set<number>()
    for (const word of words) for (const at of this.places[word] ?? none) starts.add(at)
    return [...starts].sort((a, b) => a - b)
  }
}
