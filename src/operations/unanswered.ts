import type { Outcome } from '../domain/respond.js'
import type { Turn } from '../domain/turn.js'
import { redact } from './redact.js'

/** Characters. */
const longest = 200
/** So few words tell nobody what was asked. */
const fewestKnown = 2

export type NoteUnanswered = (turn: Turn, outcome: Outcome) => string | null

/**
 * The question that is kept for the clinic to learn from, or null. Only when nothing answered it, and no sign was found in
 * it or told before. `known` are the words of the knowledge folder, as written there: any other word may be a name ("is
 * Zebedee in on Monday") and becomes "…". So do words with a capital inside a sentence that the folder writes small ("Rose").
 */
export function createNoteUnanswered(known: ReadonlySet<string>): NoteUnanswered {
  return ({ kind, utterance }, { trace, conversation }) => {
    const { assessment, unclear, decision, intent } = trace
    if (kind !== 'message' || decision !== 'fallback' || intent !== null) return null
    if (assessment.findings.length > 0 || unclear !== null || conversation.signs.length > 0) return null
    return keepKnown(redact(utterance.text.slice(0, 4 * longest)), known)
  }
}

const token = /\[[A-Za-z ]+\]|\p{L}[\p{L}\p{M}]*(?:['’]\p{L}+)*|\d+|[.?!]+|[,;:/&%£()-]/gu

function keepKnown(text: string, known: ReadonlySet<string>): string | null {
  // Somebody who writes in capitals alone means nothing by them.
  const said = text === text.toUpperCase() ? text.toLowerCase() : text
  const kept: string[] = []
  let count = 0
  let begins = true
  for (const [word] of said.matchAll(token)) {
    const isWord = /^\p{L}/u.test(word)
    const small = word.replaceAll('’', "'")
    const isKnown = known.has(small) || (begins && known.has(small.toLowerCase()))
    if (isWord && isKnown) count++
    if (!isWord || isKnown) kept.push(word)
    else if (kept.at(-1) !== '…') kept.push('…')
    begins = /^[.?!]/.test(word)
  }
  return count < fewestKnown ? null : cut(kept.join(' ').replace(/ ([.?!,;:]+)/g, '$1'))
}

const cut = (text: string) => (text.length <= longest ? text : `${text.slice(0, longest - 1).trimEnd()}…`)

/** The words of texts, as written, those that begin a sentence in small letters. */
export function collectWords(texts: Iterable<string>): Set<string> {
  const words = new Set<string>()
  for (const text of texts) {
    let begins = true
    for (const [word] of text.matchAll(token)) {
      if (/^\p{L}/u.test(word)) words.add((begins ? word.toLowerCase() : word).replaceAll('’', "'"))
      begins = /^[.?!:]/.test(word)
    }
  }
  for (const word of [...words]) words.add(word.toLowerCase())
  return words
}
