import type { Firsts } from './pattern.js'
import type { Reading } from './read.js'
import { Vocabulary } from './vocabulary.js'

const none: readonly never[] = []

/** What the matchers of all texts have in common. */
export interface Words {
  vocabulary: Vocabulary
  /** Words that may stand between any two parts of a pattern. */
  small: ReadonlySet<string>
  /** Nouns that go on a list of denials without an "or". */
  listed: ReadonlySet<string>
}

/** A text's words as the numbers of the vocabulary, and where each of them stands. Words that are not seen are none. */
export class Places {
  readonly stems: Int32Array
  readonly forms: Int32Array
  readonly small: Uint8Array
  /** The words of the vocabulary that the text holds. */
  readonly held: number[] = []
  /** For each word of the vocabulary 0, or which of the held words it is, counted from 1: a list of thousands costs too much. */
  private readonly which: Uint16Array
  private readonly places: number[][] = []

  constructor({ words, measures }: Reading, { vocabulary, small }: Words, unseen?: (at: number) => boolean) {
    this.stems = new Int32Array(words.length).fill(Vocabulary.unknown)
    this.forms = new Int32Array(words.length).fill(Vocabulary.unknown)
    this.small = new Uint8Array(words.length)
    this.which = new Uint16Array(vocabulary.size + 1)
    for (let at = 0; at < words.length; at++) {
      const { word, stem } = words[at]!
      if (small.has(word)) this.small[at] = 1
      if (unseen?.(at)) continue
      this.stems[at] = this.put(vocabulary.stem(stem), at)
      this.forms[at] = this.put(vocabulary.form(word), at)
    }
    for (const at of measures.keys()) this.put(Vocabulary.measure, at)
  }

  private put(id: number, at: number): number {
    if (id === Vocabulary.unknown) return id
    if (this.has(id)) this.places[this.which[id]! - 1]!.push(at)
    else {
      this.which[id] = this.places.push([at])
      this.held.push(id)
    }
    return id
  }

  has(word: number): boolean {
    return this.which[word]! > 0
  }

  /** Where a word stands, in order. */
  of(word: number): readonly number[] {
    return this.has(word) ? this.places[this.which[word]! - 1]! : none
  }

  /** Whether one of these words stands anywhere in the text. */
  meets(words: Firsts): boolean {
    for (let index = 0; index < words.length; index++) if (this.has(words[index]!)) return true
    return false
  }
}
