import Fuse from 'fuse.js'
import type { Respell } from './question.js'

/** A typo is a word: shorter ones are like too many, longer ones are noise. */
const shortest = 4
const longest = 24
/** fuse.js's score from 0 (the same) to 1: above this a word is another word, not a typo of it. */
const furthest = 0.3
/** Two letters changed about are one slip, which fuse.js counts as two. */
const swapped = 0.2
/** Known words that fuse.js compares: those that share most pairs of letters, and at least this part of them. */
const compared = 12
const leastAlike = 0.5
/** Strange words looked up in one message: a message of nothing else is not a typo. */
const looked = 6

/**
 * The fuzzy reader: a word that nobody knows is read as two known ones ("bloodflow" as "blood flow"), or as the known word
 * that fuse.js finds nearest ("apointment" as "appointment"), so that every member sees the word that was meant. `isWord` says what is a word of the language though no
 * entry has it: "parking" is no typo of "marking".
 */
export function createRespell(known: Iterable<string>, isWord: (word: string) => boolean): () => Respell {
  const all = new Set(known)
  const words = [...all].filter(canBeTypo)
  const places = new Map<string, number[]>()
  words.forEach((word, place) => {
    for (const pair of pairsOf(word)) {
      const list = places.get(pair)
      if (list) list.push(place)
      else places.set(pair, [place])
    }
  })
  const shared = new Uint8Array(words.length)
  // fuse.js over every word would cost a millisecond and more; over those with the same letters it costs a tenth, and is
  // right more often (96 % instead of 87 % of words with one slip).
  const near = (word: string) => {
    const touched: number[] = []
    for (const pair of pairsOf(word))
      for (const place of places.get(pair) ?? []) {
        if (shared[place] === 0) touched.push(place)
        shared[place]!++
      }
    const found: [word: string, alike: number][] = []
    for (const place of touched) {
      const other = words[place]!
      // Dice's coefficient: both words have one pair more than letters.
      const alike = (2 * shared[place]!) / (word.length + other.length + 2)
      shared[place] = 0
      if (alike >= leastAlike && Math.abs(other.length - word.length) <= 2) found.push([other, alike])
    }
    return found
      .sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
      .slice(0, compared)
      .map(([other]) => other)
  }
  return () => {
    let left = looked
    return word => {
      if (!canBeTypo(word) || all.has(word) || isWord(word) || left-- <= 0) return word
      const parts = split(word, part => all.has(part))
      if (parts) return parts
      let best = word
      let least = furthest
      for (const candidate of near(word)) {
        const distance = measure(word, candidate)
        if (distance < least) {
          best = candidate
          least = distance
        }
      }
      return best
    }
  }
}

// "bloodflow" -> "blood flow": two words that each have enough letters to be one.
function split(word: string, isKnown: (part: string) => boolean): string | null {
  for (let at = shortest; at <= word.length - shortest; at++)
    if (isKnown(word.slice(0, at)) && isKnown(word.slice(at))) return `${word.slice(0, at)} ${word.slice(at)}`
  return null
}

function measure(word: string, candidate: string): number {
  if (sortLetters(word) === sortLetters(candidate)) return swapped
  const { isMatch, score = 1 } = Fuse.match(word, candidate, { threshold: 0.6, includeScore: true })
  return isMatch ? score : 1
}

function sortLetters(word: string): string {
  return [...word].sort().join('')
}

function canBeTypo(word: string): boolean {
  return word.length >= shortest && word.length <= longest && !/\d/.test(word)
}

function pairsOf(word: string): Set<string> {
  const padded = ` ${word} `
  return new Set(Array.from({ length: padded.length - 1 }, (_, at) => padded.slice(at, at + 2)))
}
