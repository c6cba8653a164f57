import { sentences } from '../../src/text/sentences.js'
import { tokenise } from '../../src/text/tokenise.js'

/** The syllables of an English word, by its groups of vowels: "please" 1, "massage" 2, "automated" 4. */
export function syllables(word: string): number {
  const spoken = word.replace(/(?:[^laeiouy]es|[^aeiouytd]ed|[^laeiouy]e)$/, end => end[0]!)
  return Math.max(1, spoken.match(/[aeiouy]+/g)?.length ?? 0)
}

/** Reading age in years: the grade of Flesch and Kincaid (1975), 0.39 words/sentence + 11.8 syllables/word - 15.59, plus 5. */
export function readingAge(texts: string[]): number {
  const read = texts.flatMap(text => {
    const said = text.replace(/\[([^\]]*)\]\([^)]*\)/g, '$1').replace(/\{[a-z]+\}/g, 'Anna')
    return sentences(said)
      .map(({ start, end }) => tokenise(said.slice(start, end)).map(token => token.word))
      .filter(words => words.length > 0)
  })
  const words = read.flat()
  const sounds = words.reduce((sum, word) => sum + (/\d/.test(word) ? 1 : syllables(word)), 0)
  return (0.39 * words.length) / read.length + (11.8 * sounds) / words.length - 15.59 + 5
}
