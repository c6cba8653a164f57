import type { Labelled } from './few-shot.js'
import { createRandom } from './random.js'

const letters = 'abcdefghijklmnopqrstuvwxyz'
/** Slips in shorter words make other words. */
const shortest = 5

/**
 * One slip in one word of each question, drawn by chance: a letter left out, two changed about, a wrong one, one too many;
 * never the first. "how do i track my parcel" -> "how do i trakc my parcel".
 */
export function addTypos(questions: readonly Labelled[], seed: number): Labelled[] {
  const random = createRandom(seed)
  const below = (count: number) => Math.floor(random() * count)
  return questions.map(([text, label]): Labelled => {
    const words = text.split(' ')
    const places = words.flatMap((word, at) => (word.length >= shortest && /^[a-z]+$/i.test(word) ? [at] : []))
    if (places.length === 0) return [text, label]
    const place = places[below(places.length)]!
    const word = words[place]!
    const at = 1 + below(word.length - 2)
    const letter = letters[below(letters.length)]!
    const [before, own, next, after] = [word.slice(0, at), word[at]!, word[at + 1]!, word.slice(at + 2)]
    const slips = [before + next + after, before + next + own + after, before + letter + next + after]
    words[place] = [...slips, before + letter + own + next + after][below(4)]!
    return [words.join(' '), label]
  })
}
