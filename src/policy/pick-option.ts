import { normalise } from '../text/normalise.js'

const ordinals: Record<string, number> = { first: 1, one: 1, second: 2, two: 2, third: 3, three: 3, last: -1 }

/**
 * Which of the offered labels an utterance picks: its text ("how often for stress-related tension"), its number ("2"),
 * or its place ("the second one"). Null when it picks none.
 */
export function pickOption(text: string, labels: string[]): number | null {
  const said = normalise(text)
  const exact = labels.findIndex(label => normalise(label) === said)
  if (exact >= 0) return exact
  const words = said.split(' ').filter(word => !['the', 'option', 'number', 'please', 'no'].includes(word))
  if (words.length > 1 && words.at(-1) === 'one') words.pop()
  if (words.length !== 1) return null
  const word = words[0]!
  const place = ordinals[word] ?? (/^\d$/.test(word) ? Number(word) : 0)
  const index = place < 0 ? labels.length + place : place - 1
  return index >= 0 && index < labels.length ? index : null
}
