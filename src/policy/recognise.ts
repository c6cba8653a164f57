import type { IntentId, IntentTable } from '../domain/intent.js'
import { apart } from '../text/apart.js'
import { tokenise } from '../text/tokenise.js'

/** The intent of an utterance, or null: most utterances are questions. */
export type Recognise = (text: string) => IntentId | null

const longest = 20
/** Shorter words are not put right: "look" is no "book", and "change" no "chance". */
const shortestMisspelt = 7

/**
 * An intent fits when the utterance and one of its phrases are the same words, in any order, once the fillers are taken
 * out: "Hi, could I book please?" and "book". Words of a class count as the class: "can I come in Tuesday at 4?" and
 * "come <when>". A whole utterance fits or none: "can I book with sciatica?" is a question.
 */
export function createRecognise({ fillers, classes, intents }: IntentTable): Recognise {
  const classOf = new Map(Object.entries(classes).flatMap(([name, words]) => words.map(word => [word, `<${name}>`])))
  const table = intents.map(({ id, whole, fillers: own, phrases }) => {
    const skip = new Set(whole ? own : [...fillers, ...own])
    // "morning" alone is a greeting, not any time of day: classes count only where an intent names one.
    const classed = phrases.some(phrase => phrase.includes('<')) ? classOf : new Map<string, string>()
    const keyOf = (words: string[]) => writeKey(words, skip, classed)
    return { id, skip, keyOf, keys: new Set(phrases.flatMap(expand).map(keyOf)) }
  })
  const known = new Set([
    ...classOf.keys(),
    ...table.flatMap(({ skip, keys }) => [...skip, ...[...keys].flatMap(key => key.split(' '))])
  ])
  const spellable = [...known].filter(word => word.length >= shortestMisspelt && !word.startsWith('<'))

  /** "appointmnt" -> "appointment": one letter off, never the first. */
  function respell(word: string): string {
    if (known.has(word) || word.length < shortestMisspelt - 1) return word
    return spellable.find(other => other[0] === word[0] && apart(word, other, 1) === 1) ?? word
  }

  return text => {
    const words = wordsOf(text).map(word => respell(word))
    if (words.length > longest) return null
    return table.find(({ keyOf, keys }) => keys.has(keyOf(words)))?.id ?? null
  }
}

/** The words of a text, or its signs where it has none: "👍", whatever the colour of the hand. */
function wordsOf(text: string): string[] {
  const words = tokenise(text).map(token => token.word)
  const signs = text.replace(/[\p{Emoji_Modifier}\p{Variation_Selector}\s]/gu, '')
  return words.length > 0 || signs === '' ? words : [signs]
}

/** "book <when>?" -> book; book <when>. */
function expand(phrase: string): string[][] {
  const words = phrase.split(' ').flatMap(word => (word.startsWith('<') ? [word] : wordsOf(word)))
  const may = words.find(word => word.endsWith('?') && word.startsWith('<'))
  if (!may) return [words]
  return [words.filter(word => word !== may), words.map(word => (word === may ? may.slice(0, -1) : word))]
}

// A phrase of fillers alone ("hello", "can i have a massage") is kept whole, so that only the very same words fit it.
function writeKey(words: string[], skip: Set<string>, classOf: Map<string, string>): string {
  const kept = words.filter(word => !skip.has(word)).map(word => classOf.get(word) ?? word)
  return kept.length > 0 ? [...new Set(kept)].sort().join(' ') : `=${words.join(' ')}`
}
