/**
 * Matthews' correlation for many classes (Gorodkin 2004, R_K), from pairs of right and predicted class:
 * (c n - sum t_k p_k) / sqrt((n² - sum p_k²) (n² - sum t_k²)), with c right ones of n, t_k the true and p_k the
 * predicted ones of class k. 0 when one class takes everything.
 */
export function mcc(pairs: readonly (readonly [truth: string, predicted: string])[]): number {
  const truths = countBy(pairs.map(([truth]) => truth))
  const predictions = countBy(pairs.map(([, predicted]) => predicted))
  const right = pairs.filter(([truth, predicted]) => truth === predicted).length
  let both = 0
  for (const [key, count] of truths) both += count * (predictions.get(key) ?? 0)
  const spread = (counts: Map<string, number>) =>
    Math.sqrt(pairs.length ** 2 - [...counts.values()].reduce((sum, count) => sum + count ** 2, 0))
  const scale = spread(predictions) * spread(truths)
  return scale > 0 ? (right * pairs.length - both) / scale : 0
}

function countBy(keys: string[]): Map<string, number> {
  const counts = new Map<string, number>()
  for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1)
  return counts
}
