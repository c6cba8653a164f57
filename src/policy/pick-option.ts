import type { PickTable } from '../domain/intent.js'
import { apart } from '../text/apart.js'
import { normalise } from '../text/normalise.js'

/** A typed label may have one slip in so many letters; shorter labels ("Yes") have to be typed as they are. */
const lettersPerSlip = 6
const shortest = 8

/**
 * Which of the offered labels an utterance picks: its text, misspelt too ("how offen for stress-related tenshun"), its
 * number ("2"), or its place ("the second one please"). Null when it picks none, or two equally well.
 */
export function pickOption(text: string, labels: string[], table: PickTable): number | null {
  const said = normalise(text)
  const known = labels.map(normalise)
  const exact = known.indexOf(said)
  if (exact >= 0) return exact
  return pickPlace(said, labels.length, table) ?? pickMisspelt(said, known)
}

function pickPlace(said: string, count: number, { places, numbers, around, beside }: PickTable): number | null {
  const alone = (out: string[]) => {
    const words = said.split(' ').filter(word => !out.includes(word))
    return words.length === 1 ? words[0]! : ''
  }
  // "the second one" says where; "just one ok?" is a question and not the number one.
  const number = alone(beside)
  const place = places[alone([...around, 'one'])] ?? numbers[number] ?? (/^\d$/.test(number) ? Number(number) : 0)
  const index = place < 0 ? count + place : place - 1
  return place !== 0 && index >= 0 && index < count ? index : null
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
