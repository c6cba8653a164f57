import type { Match } from '../pattern.js'
import type { Word } from '../read.js'

const longest = 30
const step = 12

/**
 * The stretches of a message that are read by themselves: each sentence, and two in a row ("I fell. From a ladder."); of a
 * sentence without end, stretches that overlap. What is dangerous is not drowned by what is said around it.
 */
export function cutWindows(words: readonly Word[]): Match[] {
  const sentences: Match[] = []
  for (let from = 0, to = 0; from < words.length; from = to) {
    while (to < words.length && words[to]!.sentence === words[from]!.sentence) to++
    sentences.push({ from, to })
  }
  const windows: Match[] = []
  sentences.forEach(({ from, to }, at) => {
    let start = from
    for (; to - start > longest; start += step) windows.push({ from: start, to: start + longest })
    windows.push({ from: start, to })
    const next = sentences[at + 1]
    if (next && next.to - from <= longest) windows.push({ from, to: next.to })
  })
  return windows
}
