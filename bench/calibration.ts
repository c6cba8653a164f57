/** A confidence with whether its answer was right. */
export interface Sure {
  confidence: number
  right: boolean
}

/** The questions whose confidence falls into one part of 0 to 1. */
export interface Bin {
  count: number
  /** Means over the bin; 0 in an empty one. */
  confidence: number
  accuracy: number
}

export const binCount = 15

/** Parts of equal width; a confidence of 1 falls into the last. */
export function binByConfidence(answers: readonly Sure[], count = binCount): Bin[] {
  const bins = Array.from({ length: count }, () => ({ count: 0, confidence: 0, accuracy: 0 }))
  for (const { confidence, right } of answers) {
    const bin = bins[Math.max(0, Math.min(count - 1, Math.floor(confidence * count)))]!
    bin.count++
    bin.confidence += confidence
    bin.accuracy += right ? 1 : 0
  }
  return bins.map(({ count: n, confidence, accuracy }) => ({
    count: n,
    confidence: n > 0 ? confidence / n : 0,
    accuracy: n > 0 ? accuracy / n : 0
  }))
}

/** Expected calibration error (Naeini et al. 2015, Guo et al. 2017): sum over bins of count / n x |accuracy - confidence|. */
export function calibrationError(bins: readonly Bin[]): number {
  const all = bins.reduce((sum, { count }) => sum + count, 0)
  if (all === 0) return 0
  return bins.reduce((sum, { count, confidence, accuracy }) => sum + (count * Math.abs(accuracy - confidence)) / all, 0)
}
