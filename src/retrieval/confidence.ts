import type { Trial } from './blend.js'

/** What has been learned of confidence, as plain data: the weights of the leads, and the thresholds. */
export interface Confidence {
  weights: number[]
  thresholds: Thresholds
}

/** Below `fallback` no entry answers; from `answer` on the best one is given outright; between them we ask. */
export interface Thresholds {
  fallback: number
  answer: number
}

interface Case {
  features: number[]
  right: boolean
  /** False for a question that no entry answers. */
  inside: boolean
  weight: number
}

/** At least this share of what is answered outright must be right in the trials. */
const wantedPrecision = 0.88
/** Asking back on a question that no entry answers is half as bad as refusing one that an entry does. */
const outsideCost = 0.5

/**
 * Learns confidence from trials: a logistic regression over the three leads. What no entry answers is played by taking
 * each trial's own entry away (what is then best is wrong, though near), and by the trials of outside labels. Where there
 * are outside labels the played ones count little: they are nearer than what visitors really ask.
 */
export function learnConfidence(trials: Trial[], outside: boolean[]): Confidence {
  const played = outside.includes(true) ? 0.05 : 0.5
  const cases = trials.flatMap(trial => casesOf(trial, outside, played))
  const weights = fitLogistic(cases)
  return { weights, thresholds: chooseThresholds(cases, weights) }
}

/** How sure it is that a label is right: from its score, its lead over the next best, and its lead over "outside". */
export function confide({ weights }: Confidence, scores: Float64Array, label: number, outside: boolean[]): number {
  return sigmoid(weigh(weights, featuresOf(scores, label, outside, -1)))
}

function casesOf({ label, scores }: Trial, outside: boolean[], played: number): Case[] {
  const best = bestEntry(scores, outside, -1)
  if (best < 0) return []
  const seen = {
    features: featuresOf(scores, best, outside, -1),
    right: best === label,
    inside: !outside[label],
    weight: 1
  }
  if (outside[label]) return [seen]
  const other = bestEntry(scores, outside, label)
  if (other < 0) return [seen]
  return [seen, { features: featuresOf(scores, other, outside, label), right: false, inside: false, weight: played }]
}

function bestEntry(scores: Float64Array, outside: boolean[], but: number): number {
  let best = -1
  scores.forEach((score, label) => {
    if (!outside[label] && label !== but && (best < 0 || score > scores[best]!)) best = label
  })
  return best
}

function featuresOf(scores: Float64Array, label: number, outside: boolean[], but: number): number[] {
  let next = Number.NEGATIVE_INFINITY
  let out = Number.NEGATIVE_INFINITY
  scores.forEach((score, other) => {
    if (other === label || other === but) return
    if (outside[other]) out = Math.max(out, score)
    else next = Math.max(next, score)
  })
  const own = scores[label]!
  const lead = (over: number) => (over === Number.NEGATIVE_INFINITY ? 1 : Math.max(-3, Math.min(3, own - over)))
  return [own, lead(next), lead(out), 1]
}

function fitLogistic(cases: Case[]): number[] {
  const weights = [1, 1, 0.5, -1]
  const bias = weights.length - 1
  const least = 0.05
  // Gradient descent on a convex loss with four weights: small, and the same everywhere.
  for (let round = 0; round < 500; round++) {
    const gradient = weights.map(weight => 0.001 * weight)
    let total = 0
    for (const { features, right, weight } of cases) {
      const error = (sigmoid(weigh(weights, features)) - (right ? 1 : 0)) * weight
      total += weight
      features.forEach((feature, at) => {
        gradient[at]! += error * feature
      })
    }
    if (total === 0) break
    weights.forEach((weight, at) => {
      // A better score may never mean less confidence, however odd a small base is; the last weight is the bias.
      const next = weight - (0.5 * gradient[at]!) / total
      weights[at] = at < bias ? Math.max(next, least) : next
    })
  }
  return weights
}

// `fallback` parts best what is inside from what is outside (Youden's J, weighed); `answer` is the lowest that keeps its precision.
function chooseThresholds(cases: Case[], weights: number[]): Thresholds {
  const sure = cases
    .map(one => ({ ...one, confidence: sigmoid(weigh(weights, one.features)) }))
    .sort((a, b) => b.confidence - a.confidence)
  const share = (kept: typeof sure, of: (one: Case) => boolean) =>
    kept.reduce((sum, one) => sum + (of(one) ? one.weight : 0), 0)
  const rights = Math.max(
    share(sure, one => one.right),
    1
  )
  const outs = Math.max(
    share(sure, one => !one.inside),
    1
  )
  const thresholds = { fallback: 0.3, answer: 0.5 }
  let bestGain = Number.NEGATIVE_INFINITY
  let right = 0
  let out = 0
  let all = 0
  for (const { confidence, weight, ...one } of sure) {
    all += weight
    if (one.right) right += weight
    if (!one.inside) out += weight
    const gain = right / rights - outsideCost * (out / outs)
    if (gain > bestGain) {
      bestGain = gain
      thresholds.fallback = confidence
    }
    if (right / all >= wantedPrecision) thresholds.answer = confidence
  }
  return { fallback: thresholds.fallback, answer: Math.max(thresholds.answer, thresholds.fallback) }
}

function weigh(weights: number[], features: number[]): number {
  return weights.reduce((sum, weight, at) => sum + weight * features[at]!, 0)
}

function sigmoid(value: number): number {
  return 1 / (1 + Math.exp(-value))
}
