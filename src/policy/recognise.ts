import type { IntentId, IntentTable } from '../domain/intent.js'
import { tokenise } from '../text/tokenise.js'

/** The intent of an utterance, or null: most utterances are questions. */
export type Recognise = (text: string) => IntentId | null

/**
 * An intent fits when the utterance and one of its phrases are the same words once the fillers are taken out:
 * "Hi, could I book please?" and "book". A whole utterance fits or none: "can I book with sciatica?" is a question.
 */
export function createRecognise(table: IntentTable): Recognise {
  const intents = table.intents.map(({ id, fillers, phrases }) => {
    const skip = new Set([...table.fillers, ...fillers])
    const keys = new Set(phrases.map(phrase => keyOf(wordsOf(phrase), skip)))
    return { id, skip, keys }
  })
  return text => {
    const words = wordsOf(text)
    if (words.length === 0 || words.length > 20) return null
    return intents.find(({ skip, keys }) => keys.has(keyOf(words, skip)))?.id ?? null
  }
}

function wordsOf(text: string): string[] {
  return tokenise(text).map(token => token.word)
}

// A phrase of fillers alone ("hello", "can i have a massage") is kept whole, so that only the very same words fit it.
function keyOf(words: string[], skip: Set<string>): string {
  const kept = words.filter(word => !skip.has(word))
  return kept.length > 0 ? kept.join(' ') : `=${words.join(' ')}`
}
