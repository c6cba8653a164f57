import type { Trial } from './trial.js'

/** How a member's scores enter the sum: (score - wrong) / (right - wrong) × weight. */
export interface Share {
  /** Its typical best wrong label, and its typical right one. */
  wrong: number
  right: number
  /** The weights of all members add up to 1. */
  weight: number
}

/** How fast the chance of a label grows with its sum before anything is learned. */
const steepness = 3
/** How strongly the weights are held to where they began: few trials should move them little. */
const pull = 0.1
const rounds = 150
/** No member may be silenced by the owner's own phrasings: they hold fewer surprises than visitors do. */
const least = 0.05

/**
 * Learns how loud each member speaks on this base: the weights that make the right label of each trial most likely among
 * its labels, with P(label) ∝ exp(Σ weight × score) (conditional logit, McFadden 1974), held to the weights they begin with.
 * Sums of scores beat reciprocal rank fusion by far here, and learned sums beat fixed ones by a point.
 */
export function learnShares(trials: Trial[], begin: number[]): Share[] {
  const scales = begin.map((_, member) => measureScale(trials, member))
  const cases = trials.map(({ label, labels, scores }) => ({
    right: labels.indexOf(label),
    scores: scores.map((own, member) => own.map(score => put(score, scales[member]!)))
  }))
  const start = begin.map(weight => weight * steepness)
  let weights = start
  for (let round = 0; round < rounds; round++) {
    const slope = weights.map((weight, member) => pull * (weight - start[member]!))
    const bend = weights.map(() => pull)
    for (const { right, scores } of cases) addSlope(slope, bend, weights, scores, right, cases.length)
    // Newton's step along each weight alone, shortened because all of them move at once.
    weights = weights.map((weight, member) =>
      Math.max(weight - slope[member]! / (weights.length * bend[member]!), least * start[member]!)
    )
  }
  const sum = weights.reduce((all, weight) => all + weight, 0)
  return scales.map((scale, member) => ({ ...scale, weight: weights[member]! / sum }))
}

/** The weighed sum of one label's scores. */
export function weighScores(shares: Share[], scoreOf: (member: number) => number): number {
  let sum = 0
  for (let member = 0; member < shares.length; member++)
    sum += shares[member]!.weight * put(scoreOf(member), shares[member]!)
  return sum
}

function put(score: number, { wrong, right }: { wrong: number; right: number }): number {
  return (score - wrong) / (right - wrong)
}

// The slope of -log P(right) is what the member says on average over the labels, less what it says of the right one; its bend
// is how much what the member says varies over them.
function addSlope(
  slope: number[],
  bend: number[],
  weights: number[],
  scores: number[][],
  right: number,
  cases: number
): void {
  const sums = scores[0]!.map((_, at) => scores.reduce((sum, own, member) => sum + weights[member]! * own[at]!, 0))
  const highest = Math.max(...sums)
  const parts = sums.map(sum => Math.exp(sum - highest))
  const whole = parts.reduce((sum, part) => sum + part, 0)
  scores.forEach((own, member) => {
    const mean = own.reduce((sum, score, at) => sum + (score * parts[at]!) / whole, 0)
    const square = own.reduce((sum, score, at) => sum + (score * score * parts[at]!) / whole, 0)
    slope[member]! += (mean - own[right]!) / cases
    bend[member]! += (square - mean * mean) / cases
  })
}

function measureScale(trials: Trial[], member: number): { wrong: number; right: number } {
  let right = 0
  let wrong = 0
  let spread = 0
  for (const { label, labels, scores } of trials) {
    const own = scores[member]!
    const others = own.filter((_, at) => labels[at] !== label)
    right += own[labels.indexOf(label)]! / trials.length
    wrong += (others.length > 0 ? Math.max(...others) : 0) / trials.length
    spread += deviationOf(own) / trials.length
  }
  // A member that tells little apart must not be blown up.
  return { wrong, right: Math.max(right, wrong + spread, wrong + 0.05) }
}

function deviationOf(values: number[]): number {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length
  return Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length)
}
