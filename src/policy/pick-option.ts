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
export function pickOption(text: string, labels: string[], { places, around }: PickTable): number | null {
  const said = normalise(text)
  const known = labels.map(normalise)
  const exact = known.indexOf(said)
  if (exact >= 0) return exact
  return pickPlace(said, labels.length, places, around) ?? pickMisspelt(said, known)
}

function pickPlace(said: string, count: number, places: Record<string, number>, around: string[]): number | null {
  const words = said.split(' ').filter(word => !around.includes(word))
  if (words.length > 1 && ['one', 'option', 'number', 'question'].includes(words.at(-1)!)) words.pop()
  const [word] = words
  if (words.length !== 1 || word === undefined) return null
  const place = places[word] ?? (/^\d$/.test(word) ? Number(word) : 0)
  const index = place < 0 ? count + place : place - 1
  return index >= 0 && index < count ? index : null
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
