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
  /** The words of the vocabulary that the text holds, and for each word of the vocabulary whether it is one of them. */
  readonly held: number[] = []
  readonly present: Uint8Array
  private readonly places: (number[] | undefined)[]

  constructor({ words, measures }: Reading, { vocabulary, small }: Words, unseen?: (at: number) => boolean) {
    this.stems = new Int32Array(words.length).fill(Vocabulary.unknown)
    this.forms = new Int32Array(words.length).fill(Vocabulary.unknown)
    this.small = new Uint8Array(words.length)
    this.present = new Uint8Array(vocabulary.size + 1)
    // With all its room from the start: an array that grows in leaps is looked up like a map.
    this.places = new Array<number[] | undefined>(vocabulary.size + 1)
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
    const places = this.places[id]
    if (places) places.push(at)
    else {
      this.places[id] = [at]
      this.held.push(id)
      this.present[id] = 1
    }
    return id
  }

  /** Where a word stands, in order. */
  of(word: number): readonly number[] {
    return this.places[word] ?? none
  }

  /** Whether one of these words stands anywhere in the text. */
  meets(words: Firsts): boolean {
    for (let index = 0; index < words.length; index++) if (this.present[words[index]!] === 1) return true
    return false
  }
}
