import type { Ranked, RankedTrial } from './blend.js'

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
const wantedPrecision = 0.86
/**
 * Asking back on a question that no entry answers is about a quarter as bad as refusing one that an entry does: the owner's
 * phrasings are easier than what visitors ask, so thresholds refuse more than the trials say.
 */
const outsideCost = 0.27

/**
 * Learns confidence from trials: a logistic regression over the leads. What no entry answers is played by taking
 * each trial's own entry away (what is then best is wrong, though near), and by the trials of outside labels. Where there
 * are outside labels the played ones count little: they are nearer than what visitors really ask.
 */
export function learnConfidence(trials: RankedTrial[], outside: boolean[]): Confidence {
  const played = outside.includes(true) ? 0.05 : 0.45
  const cases = trials.flatMap(trial => casesOf(trial, outside, played))
  const shortened = trials.filter(trial => trial.shortened).length > trials.length / 2
  const weights = shortened ? soften(fitLogistic(cases)) : fitLogistic(cases)
  const thresholds = chooseThresholds(cases, weights)
  if (shortened) thresholds.fallback = refusePlayed(cases, weights)
  return { weights, thresholds: { ...thresholds, answer: Math.max(thresholds.answer, thresholds.fallback) } }
}

// A question with words left out is nearer to its entry than what visitors ask, so that these trials promise too much and
// the rest then looks too bad. Both numbers were measured on StackFAQ, CLINC150 and BANKING77 with one question an entry.
function soften(weights: number[]): number[] {
  return weights.map((weight, at) => (at < weights.length - 1 ? 0.75 * weight : 0.75 * weight + 2))
}

/** With one question an entry this share of the played questions without an answer is refused. */
const playedRefused = 0.6

function refusePlayed(cases: Case[], weights: number[]): number {
  const played = cases.filter(one => !one.inside).map(one => sigmoid(weigh(weights, one.features)))
  return played.sort((a, b) => a - b)[Math.floor(playedRefused * played.length)] ?? 0
}

/** How sure it is that a label of the ranking is right. */
export function confide({ weights }: Confidence, ranked: Ranked, label: number, outside: boolean[]): number {
  return sigmoid(weigh(weights, featuresOf(ranked, label, outside)))
}

function casesOf({ label, ranked }: RankedTrial, outside: boolean[], played: number): Case[] {
  const seen = caseOf(ranked, label, outside, 1)
  if (outside[label]) return seen
  return [
    ...seen,
    ...caseOf(
      ranked.filter(one => one.label !== label),
      label,
      outside,
      played
    )
  ]
}

function caseOf(ranked: Ranked, label: number, outside: boolean[], weight: number): Case[] {
  const best = ranked.find(one => !outside[one.label])
  if (!best) return []
  const inside = !outside[label] && ranked.some(one => one.label === label)
  return [{ features: featuresOf(ranked, best.label, outside), right: best.label === label, inside, weight }]
}

/** So many of the next best entries are what the best one stands out from. */
const crowd = 9

// Its score, its lead over the next best entry, over the crowd behind it, and over what no entry answers.
function featuresOf(ranked: Ranked, label: number, outside: boolean[]): number[] {
  const own = ranked.find(one => one.label === label)?.score ?? 0
  const others = ranked.filter(one => one.label !== label)
  const entries = others.filter(one => !outside[one.label]).slice(0, crowd)
  const out = others.find(one => outside[one.label])
  const lead = (over: number | undefined) => (over === undefined ? 1 : Math.max(-3, Math.min(3, own - over)))
  const mean = entries.length > 0 ? entries.reduce((sum, { score }) => sum + score, 0) / entries.length : undefined
  return [own, lead(entries[0]?.score), lead(mean), lead(out?.score), 1]
}

function fitLogistic(cases: Case[]): number[] {
  const weights = [1, 0.5, 0.5, 0.5, -1]
  const bias = weights.length - 1
  const least = 0.05
  // Gradient descent on a convex loss with five weights: small, and the same everywhere.
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

/** Thresholds whose gain is within this of the best are as good: the middle of them is taken, which moves less by chance. */
const asGood = 0.01

// `fallback` parts best what is inside from what is outside (Youden's J, weighed); `answer` is the lowest that keeps its precision.
function chooseThresholds(cases: Case[], weights: number[]): Thresholds {
  const sure = cases
    .map(one => ({ ...one, confidence: sigmoid(weigh(weights, one.features)) }))
    .sort((a, b) => b.confidence - a.confidence)
  const share = (of: (one: Case) => boolean) => sure.reduce((sum, one) => sum + (of(one) ? one.weight : 0), 0)
  const rights = Math.max(
    share(one => one.right),
    1
  )
  const outs = Math.max(
    share(one => !one.inside),
    1
  )
  let answer = 0.5
  let right = 0
  let out = 0
  let all = 0
  const gains = sure.map(({ confidence, weight, ...one }) => {
    all += weight
    if (one.right) right += weight
    if (!one.inside) out += weight
    if (right / all >= wantedPrecision) answer = confidence
    return { confidence, gain: right / rights - outsideCost * (out / outs) }
  })
  const best = gains.reduce((most, { gain }) => Math.max(most, gain), Number.NEGATIVE_INFINITY)
  const good = gains.filter(({ gain }) => gain >= best - asGood)
  return { fallback: good[Math.floor(good.length / 2)]?.confidence ?? 0.3, answer }
}

function weigh(weights: number[], features: number[]): number {
  return weights.reduce((sum, weight, at) => sum + weight * features[at]!, 0)
}

function sigmoid(value: number): number {
  return 1 / (1 + Math.exp(-value))
}
