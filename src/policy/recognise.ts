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
  const table = intents.map(({ id, whole, fillers: more, phrases, words: bag }) => {
    const skip = new Set(whole ? more : [...fillers, ...more])
    // "morning" alone is a greeting, not any time of day: a class counts only where an intent names it.
    const named = Object.entries(classes).filter(([name]) => phrases.some(phrase => phrase.includes(`<${name}>`)))
    const classed = new Map(named.flatMap(([name, words]) => words.map(word => [word, `<${name}>`] as const)))
    const keyOf = (words: string[]) => writeKey(words, skip, classed)
    const keys = new Set(phrases.flatMap(expand).map(keyOf))
    // Most utterances hold a word that no phrase has: then there is no need to write their key.
    const own = new Set([...skip, ...classed.keys(), ...[...keys].flatMap(key => key.split(' '))])
    return {
      id,
      skip,
      keys,
      fits: (words: string[]) => words.every(word => own.has(word)) && keys.has(keyOf(words)),
      isMadeOf: bag && createIsMadeOf(bag, skip, classes)
    }
  })
  const known = new Set([
    ...Object.values(classes).flat(),
    ...table.flatMap(({ skip, keys }) => [...skip, ...[...keys].flatMap(key => key.split(' '))]),
    ...intents.flatMap(({ words }) => [...(words?.cores ?? []), ...(words?.timed ?? []), ...(words?.others ?? [])])
  ])
  const spellable = [...known].filter(word => word.length >= shortestMisspelt && !word.startsWith('<'))

  /** "appointmnt" -> "appointment": one letter off, never the first, and no plural: "evenings" are opening hours. */
  function respell(word: string): string {
    if (known.has(word) || word.length < shortestMisspelt - 1) return word
    return spellable.find(other => other[0] === word[0] && word !== `${other}s` && apart(word, other, 1) === 1) ?? word
  }

  return text => {
    const written = wordsOf(text)
    if (written.length > longest) return null
    const words = written.map(respell)
    const exact = table.find(({ fits }) => fits(words))
    if (exact) return exact.id
    // "what is Swedish massage? can I book for Tuesday?" is two things: each is looked at by itself.
    if (/[?.!;\n]\s*\S/.test(text.trim())) return null
    return table.find(({ isMadeOf }) => isMadeOf?.(words))?.id ?? null
  }
}

type Bag = NonNullable<IntentTable['intents'][number]['words']>

/** "got any gaps left on tuesday for my mum": no word of it is of anything else. So is "3pm tomorrow?", but not "today". */
function createIsMadeOf(
  { cores, timed, others, unless, day, when }: Bag,
  skip: Set<string>,
  classes: Record<string, string[]>
) {
  const [core, withDay] = [cores, timed].map(list => new Set(list))
  // "may" and "now" are times, too, but oftener they are not.
  const times = new Set([...(classes[when] ?? []), ...(classes[day] ?? [])].filter(word => !skip.has(word)))
  const all = new Set([...skip, ...cores, ...timed, ...others, ...times])
  return (words: string[]) => {
    const has = (phrase: string) => ` ${words.join(' ')} `.includes(` ${phrase} `)
    if (!words.every(word => all.has(word)) || unless.some(has)) return false
    if (words.some(word => core!.has(word))) return true
    const asks = words.some(word => withDay!.has(word)) || words.filter(word => times.has(word)).length > 1
    return asks && (classes[day] ?? []).some(has)
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
