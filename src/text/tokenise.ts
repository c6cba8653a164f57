/** A word of the text: `word` is folded (small letters, no accents, no apostrophes), offsets are into the text as written. */
export interface Token {
  word: string
  start: number
  end: number
}

// Letters and digits, inner apostrophes ("can't"), and points inside numbers ("38.5"); everything else separates.
const wordShape = /\d+(?:[.,]\d+)*|[\p{L}\p{M}]+(?:['’‘ʼ`´][\p{L}\p{M}]+)*/gu

/** "I can’t FEEL it" -> i, cant, feel, it. Linear in the length of the text. */
export function tokenise(text: string): Token[] {
  const tokens: Token[] = []
  for (const match of text.matchAll(wordShape)) {
    const word = fold(match[0])
    if (word) tokens.push({ word, start: match.index, end: match.index + match[0].length })
  }
  return tokens
}

/** Small letters, compatibility forms unified, accents and apostrophes dropped: "Can’t" -> "cant", "naïve" -> "naive". */
export function fold(word: string): string {
  return word
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[\p{M}'’‘ʼ`´]/gu, '')
}
