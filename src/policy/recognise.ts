import type { IntentId, IntentTable } from '../domain/intent.js'
import { tokenise } from '../text/tokenise.js'

/** The intent of an utterance, or null: most utterances are questions. */
export type Recognise = (text: string) => IntentId | null

/**
 * An intent fits when the utterance and one of its phrases are the same words once the fillers are taken out:
 * "Hi, could I book please?" and "book". A whole utterance fits or none: "can I book with sciatica?" is a question.
 */
export function createRecognise(table: IntentTable): Recognise {
  const common = new Set(table.fillers)
  const intents = table.intents.map(({ id, fillers, phrases }) => {
    const skip = [new Set([...table.fillers, ...fillers]), common]
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

// A phrase of fillers alone is told by fewer of them taken out ("have massage"), or by all its words ("hello").
function keyOf(words: string[], skip: Set<string>[]): string {
  for (const [fewer, fillers] of skip.entries()) {
    const kept = words.filter(word => !fillers.has(word))
    if (kept.length > 0) return `${fewer}=${kept.join(' ')}`
  }
  return words.join(' ')
}
