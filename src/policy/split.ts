import { sentences } from '../text/sentences.js'

/** So many pieces are looked at, of a text so long; who sends more has not asked two questions. */
const mostPieces = 5
const longest = 400
/** A piece of one letter says nothing. */
const shortest = 3

/**
 * The ways in which a message may fall into several questions: at its sentences, or else in two at one of its joints ("how
 * long is it and what do I wear"). Each way has two pieces or more; there is none when there is nothing to part.
 */
export function splitQuestions(text: string, joints: string[]): string[][] {
  if (text.length > longest) return []
  const parts = sentences(text)
    .flatMap(({ start, end }) => text.slice(start, end).split(/(?<=[?;])/))
    .map(part => part.trim())
    .filter(part => part.length >= shortest)
  if (parts.length > 1) return parts.length > mostPieces ? [] : [parts]
  const joint = new RegExp(`,|\\s(?:${joints.join('|')})(?=\\s)`, 'giu')
  const ways = [...text.matchAll(joint)]
    .map(({ index, 0: { length } }) => [text.slice(0, index).trim(), text.slice(index + length).trim()])
    .filter(pieces => pieces.every(piece => piece.length >= shortest))
  return ways.length < mostPieces ? ways : []
}
