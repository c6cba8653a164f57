/**
 * Word vectors that know which words mean alike ("sofa", "couch"), and the vector of a sentence made of them.
 * `knowledge/en/vectors.md` says what they are and how they were made.
 */
export interface Vectors {
  dimensions: number
  /** The sentence's direction: length 1, or all zeros when no word is known. `words` are folded as `tokenise` folds them. */
  embed(words: string[]): Float32Array
  /** One word's vector, as long as the word counts; null for a word that is not known. */
  of(word: string): Float32Array | null
  /** Whether it is one of the words of the file, written just so. */
  knows(word: string): boolean
}

// The file, all numbers little-endian: "WVEC", version, dimensions, number of words, bytes of the word list (four uint32);
// one float32 scale a word; the words' int8 rows; the words in UTF-8, one a line.
const magic = 'WVEC'
const version = 1
const header = 20

// An unknown word stands for the word it was made from, when that is known: "kneads", "kneaded" and "kneading" -> knead, "bruising"
// -> bruise, "popping" -> pop, "pleeease" -> please. Measured: up to 0.8 points of questions put right, and never fewer.
const cuts: [ending: RegExp, instead: string][] = [
  [/s$/, ''],
  [/(?:ed|ing|er|ly|es)$/, ''],
  [/(?:ed|ing|er)$/, 'e'],
  [/(.)\1+/g, '$1'],
  [/(.)\1(?:ed|ing)$/, '$1']
]
const shortest = 3

/**
 * Reads a file of word vectors. Throws an Error that says what is wrong when it is damaged or of another kind.
 * A row was scaled by its largest value to fit into int8: vector = scale × row. How much a word counts in a sentence (rare
 * words more, Arora et al. 2017) is learned, and is part of its length: a sentence is the plain sum of its words' vectors.
 */
export function readVectors(bytes: Uint8Array): Vectors {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (bytes.length < header || decode(bytes.subarray(0, 4)) !== magic)
    throw new Error(
      'These are no word vectors: the file does not begin with "WVEC". Make it with scripts/train-vectors.'
    )
  const made = view.getUint32(4, true)
  if (made !== version)
    throw new Error(
      `Word vectors of version ${made} cannot be read, only ${version}: make them with scripts/train-vectors.`
    )
  const dimensions = view.getUint32(8, true)
  const count = view.getUint32(12, true)
  const rowsAt = header + 4 * count
  const wordsAt = rowsAt + count * dimensions
  const end = wordsAt + view.getUint32(16, true)
  if (dimensions === 0 || end !== bytes.length)
    throw new Error(
      `The word vectors are damaged: ${end} bytes are announced, ${bytes.length} are there. Fetch the file again.`
    )

  const scales = new Float32Array(count)
  for (let row = 0; row < count; row++) {
    const scale = view.getFloat32(header + 4 * row, true)
    if (!(scale >= 0 && scale < Number.POSITIVE_INFINITY))
      throw new Error(`The word vectors are damaged: the scale of word ${row + 1} is ${scale}. Fetch the file again.`)
    scales[row] = scale
  }
  // A copy: the caller's bytes are the caller's, and may stand in a pool that is used again.
  const rows = new Int8Array(new Int8Array(bytes.buffer, bytes.byteOffset + rowsAt, count * dimensions))
  const rowOf = new Map<string, number>()
  decode(bytes.subarray(wordsAt, end))
    .split('\n')
    .forEach((word, row) => {
      rowOf.set(word, row)
    })
  if (rowOf.size !== count)
    throw new Error(
      `The word vectors are damaged: ${rowOf.size} different words for ${count} rows. Fetch the file again.`
    )

  const find = (word: string) => {
    let row = rowOf.get(word)
    for (let cut = 0; row === undefined && cut < cuts.length; cut++) {
      const base = word.replace(...cuts[cut]!)
      if (base.length >= shortest) row = rowOf.get(base)
    }
    return row
  }

  return {
    dimensions,
    knows: word => rowOf.has(word),
    of: word => {
      const row = find(word)
      if (row === undefined) return null
      const vector = new Float32Array(dimensions)
      for (let at = 0; at < dimensions; at++) vector[at] = scales[row]! * rows[row * dimensions + at]!
      return vector
    },
    embed: words => {
      const sum = new Float64Array(dimensions)
      for (const word of words) {
        const row = find(word)
        if (row === undefined) continue
        const scale = scales[row]!
        const start = row * dimensions
        for (let at = 0; at < dimensions; at++) sum[at] = sum[at]! + scale * rows[start + at]!
      }
      let squares = 0
      for (let at = 0; at < dimensions; at++) squares += sum[at]! * sum[at]!
      const unit = new Float32Array(dimensions)
      if (squares > 0) for (let at = 0; at < dimensions; at++) unit[at] = sum[at]! / Math.sqrt(squares)
      return unit
    }
  }
}

function decode(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes)
}
