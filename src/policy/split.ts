import { sentences } from '../text/sentences.js'

/** So many pieces are looked at, of a text so long; who sends more has not asked two questions. */
const mostPieces = 5
const longest = 400
/** A piece of one letter says nothing. */
const shortest = 3

/** A way of parting a message. `joined`: at words that may join questions, and other words as well. */
export interface Way {
  pieces: string[]
  joined: boolean
}

/**
 * The ways in which a message may fall into several questions: at its sentences, or else at its joints, one of them ("how
 * long is it and what do I wear") or all. Each way has two pieces or more; there is none when there is nothing to part.
 */
export function splitQuestions(text: string, joints: string[]): Way[] {
  if (text.length > longest) return []
  const parts = sentences(text)
    .flatMap(({ start, end }) => text.slice(start, end).split(/(?<=[?;])/))
    .map(part => part.trim())
    .filter(part => part.length >= shortest)
  if (parts.length > 1) return parts.length > mostPieces ? [] : [{ pieces: parts, joined: false }]
  const joint = new RegExp(`,|\\s(?:${joints.join('|')})(?=\\s)`, 'giu')
  const found = [...text.matchAll(joint)]
  if (found.length >= mostPieces) return []
  const halves = found.map(({ index, 0: { length } }) => [text.slice(0, index), text.slice(index + length)])
  return [...halves, ...(found.length > 1 ? [text.split(joint)] : [])]
    .map(pieces => ({ pieces: pieces.map(piece => piece.trim()), joined: true }))
    .filter(({ pieces }) => pieces.every(piece => piece.length >= shortest))
}
