import { sentences } from '../text/sentences.js'
import { tokenise } from '../text/tokenise.js'
import { type Measure, measures } from './measure.js'
import type { Spelling, Term } from './spelling.js'

/** One word of the message. `clause` is a sentence or a part of one, cut at "but" and its like. */
export interface Word extends Term {
  start: number
  end: number
  sentence: number
  clause: number
  /** A comma, bracket, dash or slash stands before it. */
  comma: boolean
  /** Its sentence ends with a question mark. */
  asked: boolean
}

export interface Reading {
  words: Word[]
  /** Measures by the word at which they begin. */
  measures: Map<number, Measure[]>
}

const pause = /[,;:()[\]/–—]| - /
const apostrophe = /['’‘ʼ`´](ll|re|d|ve|m)$/i
const shortened: Record<string, string> = { ll: 'will', re: 'are', d: 'would', ve: 'have', m: 'am' }

/** "I’ll say: cantfeel it" -> i, will, say, can, not, feel, it, each with its place in the text as written. */
export function read(text: string, spelling: Spelling): Reading {
  const spans = sentences(text)
  const asked = spans.map(span => text.slice(span.end - 3, span.end).includes('?'))
  const words: Word[] = []
  let sentence = 0
  let last = 0
  for (const token of tokenise(text)) {
    while (sentence < spans.length - 1 && token.start >= spans[sentence]!.end) sentence++
    const comma = pause.test(text.slice(last, token.start))
    last = token.end
    const terms = apart(text.slice(token.start, token.end), token.word, spelling)
    for (const [at, term] of terms.entries())
      words.push({
        word: term.word,
        stem: term.stem,
        start: token.start,
        end: token.end,
        sentence,
        clause: sentence,
        comma: comma && at === 0,
        asked: asked[sentence]!
      })
  }
  return { words, measures: measures(words) }
}

/** With its apostrophe "I'll" is "I will" and not "ill"; without it the table of spellings has to tell. */
function apart(written: string, word: string, spelling: Spelling): Term[] {
  const ending = apostrophe.exec(written)?.[1]?.toLowerCase()
  if (!ending) return spelling.terms(word)
  return [...spelling.terms(word.slice(0, -ending.length)), ...spelling.terms(shortened[ending]!)]
}
