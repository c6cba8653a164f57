import type { Cue } from '../../domain/cue.js'
import type { Parsed } from '../parse.js'

/** A gram's number, by hashing (Weinberger et al. 2009): no list of grams has to be kept, and a stranger costs nothing. */
export const buckets = 1 << 18

/** Kinds of grams. Each kind is scaled to its own length, so that the many letters do not drown the words. */
export const kinds = ['word', 'pair', 'letters'] as const
export const shares = [1, 1, 0.7] as const

/** "cannot ... wipe": so many words that say something may stand from the first of a pair to the second. */
const span = 4

/** The grams that end with a word, of each kind. */
export type Grams = readonly [word: readonly number[], pair: readonly number[], letters: readonly number[]]

/** Small words that change what is said: "not", "both", "between", "since". */
const telling = new Set(
  'not no without nothing never both all in on down between off out up can could when since i my'.split(' ')
)

/** Words of which a cue says that they are not so, or not now, are other words: "numb" after "no", "fainted" after "years ago". */
const marks: Partial<Record<Cue['kind'], string>> = {
  negated: '!',
  resolved: '<',
  past: '<',
  hypothetical: '?',
  generic: '?',
  cause: '?',
  idiom: '$'
}

/** For each word of a message the grams that end with it; pairs stay within a sentence. Linear in the words. */
export function readGrams({ matcher, scopes }: Parsed, small: ReadonlySet<string>): Grams[] {
  const { words } = matcher.reading
  const marked = words.map(() => '')
  for (const { cue, at, from, to } of scopes)
    for (let word = from; word < to && marks[cue.kind]; word++)
      if (word < at.from || word >= at.to) marked[word] ||= marks[cue.kind]!
  const codes = words.map(({ stem }, at) => hash(marked[at]! + stem))
  const before: number[] = []
  return words.map(({ word, sentence }, at) => {
    const own = codes[at]!
    const pair: number[] = []
    if (words[at - 1]?.sentence !== sentence) before.length = 0
    else pair.push(join(codes[at - 1]!, own, 1))
    if (!small.has(word) || telling.has(word)) {
      for (const other of before) pair.push(join(other, own, 2))
      before.push(own)
      if (before.length > span) before.shift()
    }
    return [[bucket(own)], pair, small.has(word) ? [] : lettersOf(word)]
  })
}

/** "wipe" -> ^wi, wip, ..., ^wip, ..., ipe$: three to five letters in a row, so that a misspelt word is still half known. */
function lettersOf(word: string): readonly number[] {
  const grams: number[] = []
  const padded = word.length > 3 ? `^${word}$` : ''
  for (let from = 0; from + 3 <= padded.length; from++)
    for (let to = from + 3, code = hash(padded.slice(from, to)); to <= Math.min(from + 5, padded.length); to++) {
      grams.push(bucket(code ^ 0x5bd1e995))
      code = Math.imul(code ^ padded.charCodeAt(to), prime)
    }
  return grams
}

const prime = 0x01000193

/** FNV-1a, 32 bits. */
function hash(text: string): number {
  let code = 0x811c9dc5
  for (let at = 0; at < text.length; at++) code = Math.imul(code ^ text.charCodeAt(at), prime)
  return code
}

function join(a: number, b: number, how: number): number {
  return bucket(Math.imul(Math.imul(a, 0x9e3779b1) ^ b, 0x85ebca6b) + how)
}

function bucket(code: number): number {
  return (code ^ (code >>> 15)) & (buckets - 1)
}
