import type { Sure } from './calibration.js'

/** When only the surest share of the questions is answered, how much of that is wrong (El-Yaniv and Wiener 2010). */
export interface CoveragePoint {
  coverage: number
  risk: number
}

/** One point a distinct confidence: questions of equal confidence are answered all or none. */
export function riskByCoverage(answers: readonly Sure[]): CoveragePoint[] {
  const sorted = [...answers].sort((a, b) => b.confidence - a.confidence)
  const points: CoveragePoint[] = []
  let wrong = 0
  sorted.forEach(({ confidence, right }, at) => {
    if (!right) wrong++
    if (sorted[at + 1]?.confidence !== confidence)
      points.push({ coverage: (at + 1) / sorted.length, risk: wrong / (at + 1) })
  })
  return points
}
