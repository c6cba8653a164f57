import { stemmer } from 'stemmer'

const known = new Map<string, string>()
/** Longer ones are no words, and would fill the memory. */
const longest = 40

/** Porter's stem (Porter 1980), kept once made: "massages" and "massaging" -> "massag". Numbers stay. */
export function stem(word: string): string {
  let stemmed = known.get(word)
  if (stemmed === undefined) {
    stemmed = /\d/.test(word) ? word : stemmer(word)
    // Visitors can type anything: the memory must not grow with them.
    if (known.size < 50_000 && word.length < longest) known.set(word, stemmed)
  }
  return stemmed
}
