import type { Because, Matching } from '../domain/matching.js'

/** So many entries are told of: the rest say little. */
const told = 3

/** How the matcher came to its ranking, as lines for a person at a terminal. */
export function explainMatching({ corrected, thresholds, because, labels }: Matching): string {
  const entries = labels.filter(label => !label.outside)
  const kinds = labels.filter(label => label.outside)
  const lines = corrected.map(({ written, read }) => `spelling   “${written}” read as “${read}”`)
  lines.push(`matching   ${sentences[because]}`)
  lines.push(`           asks back from ${show(thresholds.fallback)}, answers from ${show(thresholds.answer)}`)
  for (const { id, confidence, members, words } of [...entries.slice(0, told), ...kinds]) {
    lines.push(`           ${confidence === null ? 'none' : show(confidence)} ${id}`)
    const sum = members.reduce((whole, { score, weight }) => whole + score * weight, 0)
    const parts = members.map(({ member, score, weight }) => `${member} ${show(score)} × ${show(weight)}`)
    lines.push(`             ${parts.join(' + ')} = ${show(sum)}`)
    lines.push(`             words: ${words.map(({ word, counts }) => `${word} ${show(counts)}`).join(', ')}`)
  }
  return lines.join('\n')
}

const sentences: Record<Because, string> = {
  'no words': 'there is no known word to go by: fallback',
  unlike: 'no entry is near enough: fallback',
  unsure: 'the best entry is near, but not sure enough: asks back',
  close: 'two entries are too close to each other: asks back',
  sure: 'the best entry is sure enough: answers'
}

function show(value: number): string {
  return value.toFixed(2)
}
