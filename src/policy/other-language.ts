import type { OtherLanguages } from '../domain/other-languages.js'
import { fold, tokenise } from '../text/tokenise.js'

/** The language of a message that is not English, or null. */
export type RecogniseLanguage = (text: string) => string | null

/** So many of the words have to be a language's, and so large a share; all of them when there are fewer words. */
const fewest = 2
const share = 0.4
const mostWords = 200

/**
 * "сколько стоит массаж" is known by its script, "ile kosztuje masaz" by its words. English loans ("massage") alone are no
 * sign of another language: one word has to be the whole message, and of one language only.
 */
export function createRecogniseLanguage({ languages }: OtherLanguages): RecogniseLanguage {
  const rows = languages.map(({ id, scripts, words }) => ({
    id,
    words: new Set(words.map(fold)),
    script: scripts.length > 0 ? new RegExp(scripts.map(name => `\\p{Script=${name}}`).join('|'), 'gu') : null
  }))

  return text => {
    const words = tokenise(text)
      .slice(0, mostWords)
      .map(token => token.word)
      .filter(word => /\p{L}/u.test(word))
    if (words.length === 0) return null
    const all = words.join('')
    const counted = rows
      .map(({ id, words: known, script }) => ({
        id,
        hits: words.filter(word => known.has(word)).length,
        written: script !== null && (all.match(script)?.length ?? 0) > [...all].length / 2
      }))
      .sort((a, b) => b.hits - a.hits)
    const byScript = counted.filter(({ written }) => written)
    if (byScript.length > 0) return byScript[0]!.id
    const [best, next] = counted
    if (!best || best.hits <= (next?.hits ?? 0)) return null
    return best.hits === words.length || (best.hits >= fewest && best.hits / words.length >= share) ? best.id : null
  }
}
