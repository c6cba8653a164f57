import type { SeveralTable } from '../domain/intent.js'
import { sentences } from '../text/sentences.js'
import { tokenise } from '../text/tokenise.js'

/** So many pieces are looked at, of a text so long; who sends more has not asked two questions. */
const mostPieces = 5
const longest = 400
/** A piece of one letter says nothing. */
const shortest = 3
/** A question begins with its first word, or its second: "so how long is it". */
const beginning = 2

/** A way of parting a message. */
export interface Way {
  pieces: string[]
  /** At words that may join questions, and other words as well. */
  joined: boolean
  /** Each piece has the form of a question: then there is no doubt that there are several. */
  asked: boolean
}

/**
 * The ways in which a message may fall into several questions: at its sentences, or else at its joints, one of them ("how
 * long is it and what do I wear") or all. Each way has two pieces or more, courtesies ("hi", "thanks") apart; there is none
 * when there is nothing to part.
 */
export function splitQuestions(
  text: string,
  { joints, begins }: SeveralTable,
  isCourtesy: (piece: string) => boolean
): Way[] {
  if (text.length > longest) return []
  const tidy = (pieces: string[]) =>
    pieces.map(piece => piece.trim()).filter(piece => piece.length >= shortest && !isCourtesy(piece))
  const parts = tidy(sentences(text).flatMap(({ start, end }) => text.slice(start, end).split(/(?<=[?;])/)))
  if (parts.length > mostPieces) return []
  if (parts.length > 1) {
    const asked = parts.slice(0, -1).every(piece => piece.endsWith('?'))
    return [{ pieces: parts, joined: false, asked }]
  }
  const joint = new RegExp(`,|\\s(?:${joints.join('|')})(?=\\s)`, 'giu')
  const found = [...text.matchAll(joint)]
  if (found.length >= mostPieces) return []
  const halves = found.map(({ index, 0: { length } }) => [text.slice(0, index), text.slice(index + length)])
  const first = new Set(begins)
  const begin = (piece: string) =>
    tokenise(piece)
      .slice(0, beginning)
      .some(({ word }) => first.has(word))
  return [...halves, ...(found.length > 1 ? [text.split(joint)] : [])]
    .map(tidy)
    .filter(pieces => pieces.length > 1)
    .map(pieces => ({ pieces, joined: true, asked: pieces.every(begin) }))
}
