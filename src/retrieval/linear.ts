import { dot } from './features.js'
import type { Matcher } from './member.js'
import type { Question } from './question.js'

const cost = 1
const rounds = 8
/** How far on its own side an example must lie to be left out of the later rounds. */
const far = 0.05
/** With more numbers than this in all planes together they would not fit into a small machine: the others go on alone. */
const most = 50e6

/**
 * One linear support vector machine a label against the rest (squared hinge loss), trained by dual coordinate descent
 * (Hsieh et al. 2008, algorithm 1). The score is the distance to the label's plane. A plane has a weight for each gram,
 * then one for each direction of meaning, then the bias: a feature that is always 1.
 */
export const linear: Matcher<Float32Array[]> = {
  name: 'linear',
  weight: 1,
  train: (labels, examples, grams) => {
    const questions = examples.map(example => example.question)
    const size = grams + (questions[0]?.meaning.length ?? 0)
    if (labels.length * size > most) return []
    return labels.map((_, label) =>
      fitPlane(
        questions,
        Float32Array.from(examples, example => (example.label === label ? 1 : -1)),
        grams,
        size
      )
    )
  },
  open: (planes, { length }) => ({
    score: question =>
      planes.length === 0
        ? new Float64Array(length)
        : Float64Array.from(planes, plane => side(question, plane, plane.length - 1 - question.meaning.length))
  })
}

function side({ grams, meaning }: Question, plane: Float32Array, first: number): number {
  let sum = dot(grams, plane) + plane[plane.length - 1]!
  for (let at = 0; at < meaning.length; at++) sum += meaning[at]! * plane[first + at]!
  return sum
}

function fitPlane(questions: Question[], signs: Float32Array, first: number, size: number): Float32Array {
  const plane = new Float32Array(size + 1)
  const alpha = new Float32Array(questions.length)
  const positives = signs.reduce((sum, sign) => sum + (sign > 0 ? 1 : 0), 0)
  const weigh = [cost, cost * Math.sqrt((questions.length - positives) / Math.max(positives, 1))] as const
  const squares = questions.map(({ grams, meaning }) => 1 + squaresOf(grams.weights) + squaresOf(meaning))
  const order = Int32Array.from(questions.keys())
  let active = order.length
  let seed = 1
  for (let round = 0; round < rounds; round++) {
    for (let at = active - 1; at > 0; at--) {
      // A fixed generator (Park and Miller 1988): the same knowledge must give the same planes everywhere.
      seed = (seed * 48271) % 2147483647
      swap(order, at, seed % (at + 1))
    }
    let moved = 0
    for (let at = 0; at < active; at++) {
      const index = order[at]!
      const question = questions[index]!
      const sign = signs[index]!
      const soft = 1 / (2 * (sign > 0 ? weigh[1] : weigh[0]))
      const gradient = sign * side(question, plane, first) - 1 + alpha[index]! * soft
      if (alpha[index] === 0 && gradient >= 0) {
        // Far on its own side: it is left out of the rounds to come (shrinking, section 3.2 of the paper).
        if (gradient > far) swap(order, at--, --active)
        continue
      }
      const next = Math.max(alpha[index]! - gradient / (squares[index]! + soft), 0)
      move(plane, question, first, (next - alpha[index]!) * sign)
      alpha[index] = next
      moved = Math.max(moved, Math.abs(gradient))
    }
    if (moved < 0.05) break
  }
  return plane
}

function move(plane: Float32Array, { grams, meaning }: Question, first: number, step: number): void {
  for (let at = 0; at < grams.ids.length; at++) plane[grams.ids[at]!]! += step * grams.weights[at]!
  for (let at = 0; at < meaning.length; at++) plane[first + at]! += step * meaning[at]!
  plane[plane.length - 1]! += step
}

function squaresOf(values: Float32Array): number {
  return values.reduce((sum, value) => sum + value * value, 0)
}

function swap(order: Int32Array, a: number, b: number): void {
  const kept = order[a]!
  order[a] = order[b]!
  order[b] = kept
}
