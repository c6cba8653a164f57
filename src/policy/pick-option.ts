import type { PickTable } from '../domain/intent.js'
import { apart } from '../text/apart.js'
import { normalise } from '../text/normalise.js'

/** A typed label may have one slip in so many letters; shorter labels ("Yes") have to be typed as they are. */
const lettersPerSlip = 6
const shortest = 8

/**
 * Which of the offered labels an utterance picks: its text, misspelt too ("how offen for stress-related tenshun"), its
 * number ("2"), or its place ("the second one please"). Null when it picks none, or two equally well. Of all labels, `placed`
 * tells which ones places count: a number counts every button, but "the last one" is the last question, not "Book a session".
 */
export function pickOption(text: string, labels: string[], placed: number[], table: PickTable): number | null {
  const said = normalise(text)
  const known = labels.map(normalise)
  const exact = known.indexOf(said)
  if (exact >= 0) return exact
  return pickPlace(said, labels.length, placed, table) ?? pickMisspelt(said, known)
}

function pickPlace(
  said: string,
  count: number,
  placed: number[],
  { places, numbers, around, beside }: PickTable
): number | null {
  const alone = (out: string[]) => {
    const words = said.split(' ').filter(word => !out.includes(word))
    return words.length === 1 ? words[0]! : ''
  }
  // "the second one" says where; "just one ok?" is a question and not the number one.
  const place = places[alone([...around, 'one'])]
  if (place !== undefined) return placed.at(place < 0 ? place : place - 1) ?? null
  const word = alone(beside)
  const number = numbers[word] ?? (/^\d$/.test(word) ? Number(word) : 0)
  return number > 0 && number <= count ? number - 1 : null
}

function pickMisspelt(said: string, labels: string[]): number | null {
  const slips = labels.map(label => {
    const most = label.length < shortest ? 0 : Math.floor(label.length / lettersPerSlip)
    const found = apart(said, label, most)
    return found > most ? Number.POSITIVE_INFINITY : found
  })
  const least = Math.min(...slips)
  return Number.isFinite(least) && slips.filter(count => count === least).length === 1 ? slips.indexOf(least) : null
}
