import type { Lexicon } from '../domain/lexicon.js'
import { stem } from '../text/stem.js'
import { tokenise } from '../text/tokenise.js'
import type { Vector } from './features.js'

/** A text's words, folded and put into the house's own words; their stems; the stems that are no stop words. */
export interface Words {
  /** As they were written, folded, with misspelt words put right. */
  written: string[]
  words: string[]
  stems: string[]
  keys: string[]
}

/** A question as the members read it. */
export interface Question {
  /** The stems that are no stop words. */
  keys: string[]
  grams: Vector
  /** The direction of its meaning: all zeros when no word has a vector, empty where there are no word vectors. */
  meaning: Float32Array
}

/** Puts a misspelt word right, or parts two that were joined with a blank; any other word comes back as it is. */
export type Respell = (word: string) => string

export interface ReadWords {
  (text: string, respell?: Respell): Words
  /** The words that it replaces, or passes over: they are known though no entry has them. */
  known: string[]
}

/** More words than this say nothing new, and keep the time of a hostile message within bounds. */
const longest = 120

/** "me tummys knackrd" -> words the knowledge uses. Phrases of up to three words are replaced, the longest first. */
export function createReadWords(lexicon?: Lexicon): ReadWords {
  const replace = new Map<string, string[]>()
  const stop = new Set(lexicon?.['stop-words'])
  if (lexicon)
    for (const table of [lexicon.synonyms, lexicon.slang, lexicon.abbreviations, lexicon.misspellings])
      for (const [from, to] of Object.entries(table)) replace.set(fold(from).join(' '), fold(to))
  const read = (text: string, respell: Respell = word => word): Words => {
    const written = fold(text)
      .slice(0, longest)
      .flatMap(word => respell(word).split(' '))
    const words = rewrite(written, replace)
    return { written, words, stems: words.map(stem), keys: words.filter(word => !stop.has(word)).map(stem) }
  }
  return Object.assign(read, { known: [...stop, ...[...replace.keys()].flatMap(phrase => phrase.split(' '))] })
}

function rewrite(words: string[], replace: Map<string, string[]>): string[] {
  if (replace.size === 0) return words
  const out: string[] = []
  for (let at = 0; at < words.length; ) {
    let length = Math.min(3, words.length - at)
    while (length > 0 && !replace.has(words.slice(at, at + length).join(' '))) length--
    out.push(...(length > 0 ? replace.get(words.slice(at, at + length).join(' '))! : [words[at]!]))
    at += Math.max(length, 1)
  }
  return out
}

function fold(text: string): string[] {
  return tokenise(text).map(token => token.word)
}
