/**
 * The chance that a question which an entry answers scores higher than one which none answers, ties counting half:
 * Mann and Whitney's U over the ranks, (R - m (m + 1) / 2) / (m n). Null when one side is empty.
 */
export function auroc(inside: readonly number[], outside: readonly number[]): number | null {
  if (inside.length === 0 || outside.length === 0) return null
  const all = [
    ...inside.map(score => ({ score, inside: true })),
    ...outside.map(score => ({ score, inside: false }))
  ].sort((a, b) => a.score - b.score)
  let ranks = 0
  for (let from = 0; from < all.length; ) {
    let to = from
    while (to < all.length && all[to]!.score === all[from]!.score) to++
    // Equal scores share the mean of the ranks from + 1 to `to`.
    for (let at = from; at < to; at++) if (all[at]!.inside) ranks += (from + 1 + to) / 2
    from = to
  }
  return (ranks - (inside.length * (inside.length + 1)) / 2) / (inside.length * outside.length)
}
