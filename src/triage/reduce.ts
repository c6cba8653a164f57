import type { Judged } from './combine.js'

const worst = ['emergency', 'urgent', 'gp', 'wait']

/**
 * Of each flag's overlapping signs the one that counts: present before lowered, then the most urgent, then the longest.
 * "no numbness but my bum is numb": what is denied hides nothing that is told.
 */
export function reduce(signs: readonly Judged[], length: number): Judged[] {
  const covered = new Map<string, Uint8Array>()
  const kept: Judged[] = []
  for (const sign of [...signs].sort(byWeight)) {
    const { id } = sign.rule.flag
    const words = covered.get(id) ?? new Uint8Array(length)
    if (words.subarray(sign.from, sign.to).includes(1)) continue
    words.fill(1, sign.from, sign.to)
    covered.set(id, words)
    kept.push(sign)
  }
  return kept.sort((a, b) => a.from - b.from)
}

function byWeight(a: Judged, b: Judged): number {
  const present = (sign: Judged) => Number(sign.asserted.assertion === 'present')
  return (
    present(b) - present(a) ||
    worst.indexOf(a.rule.urgency) - worst.indexOf(b.rule.urgency) ||
    b.to - b.from - (a.to - a.from)
  )
}
