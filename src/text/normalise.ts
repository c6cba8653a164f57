import { tokenise } from './tokenise.js'

/** The words of a text, folded and joined by single blanks: two texts that differ only in case and signs become one. */
export function normalise(text: string): string {
  return tokenise(text)
    .map(token => token.word)
    .join(' ')
}
