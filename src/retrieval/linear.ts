import { dot } from './features.js'
import type { Example } from './label.js'
import type { Matcher } from './member.js'

const cost = 1
const rounds = 8
/** How far on its own side an example must lie to be left out of the later rounds. */
const far = 0.02
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
    const packed = pack(examples, grams)
    if (labels.length * packed.size > most) return []
    return labels.map((_, label) =>
      fitPlane(
        packed,
        Int8Array.from(examples, example => (example.label === label ? 1 : -1))
      )
    )
  },
  open: (planes, { length }) => ({
    score: ({ grams, meaning }) => {
      if (planes.length === 0) return new Float64Array(length)
      return Float64Array.from(planes, plane => {
        const first = plane.length - 1 - meaning.length
        let sum = dot(grams, plane) + plane[plane.length - 1]!
        for (let at = 0; at < meaning.length; at++) sum += meaning[at]! * plane[first + at]!
        return sum
      })
    }
  })
}

/** All examples in a few long lists: every plane reads them again and again. */
interface Packed {
  /** Features of a plane: grams, then directions of meaning. */
  size: number
  grams: number
  /** The grams of example e are `ids[starts[e]]` to `ids[starts[e + 1] - 1]`. */
  starts: Int32Array
  ids: Int32Array
  weights: Float32Array
  meanings: Float32Array
  /** Each example's squared length, with the bias. */
  squares: Float64Array
}

function pack(examples: Example[], grams: number): Packed {
  const questions = examples.map(example => example.question)
  const dimensions = questions[0]?.meaning.length ?? 0
  const starts = new Int32Array(questions.length + 1)
  questions.forEach((question, at) => {
    starts[at + 1] = starts[at]! + question.grams.ids.length
  })
  const ids = new Int32Array(starts[questions.length]!)
  const weights = new Float32Array(ids.length)
  const meanings = new Float32Array(questions.length * dimensions)
  const squares = new Float64Array(questions.length)
  questions.forEach((question, at) => {
    ids.set(question.grams.ids, starts[at])
    weights.set(question.grams.weights, starts[at])
    meanings.set(question.meaning, at * dimensions)
    squares[at] = 1 + squaresOf(question.grams.weights) + squaresOf(question.meaning)
  })
  return { size: grams + dimensions, grams, starts, ids, weights, meanings, squares }
}

function fitPlane(packed: Packed, signs: Int8Array): Float32Array {
  const { size, grams, starts, ids, weights, meanings, squares } = packed
  const dimensions = size - grams
  const plane = new Float32Array(size + 1)
  // To begin with all lie on the far side: only the label's own examples, and those that come near them, move the plane.
  plane[size] = -1
  const alpha = new Float32Array(signs.length)
  const positives = signs.reduce((sum, sign) => sum + (sign > 0 ? 1 : 0), 0)
  const weigh = [cost, cost * Math.sqrt((signs.length - positives) / Math.max(positives, 1))] as const
  const order = Int32Array.from(signs.keys())
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
      const sign = signs[index]!
      const soft = 1 / (2 * (sign > 0 ? weigh[1] : weigh[0]))
      const end = starts[index + 1]!
      const first = index * dimensions
      let side = plane[size]!
      for (let place = starts[index]!; place < end; place++) side += weights[place]! * plane[ids[place]!]!
      for (let way = 0; way < dimensions; way++) side += meanings[first + way]! * plane[grams + way]!
      const gradient = sign * side - 1 + alpha[index]! * soft
      if (alpha[index] === 0 && gradient >= 0) {
        // Far on its own side: it is left out of the rounds to come (shrinking, section 3.2 of the paper).
        if (gradient > far) swap(order, at--, --active)
        continue
      }
      const next = Math.max(alpha[index]! - gradient / (squares[index]! + soft), 0)
      const step = (next - alpha[index]!) * sign
      alpha[index] = next
      for (let place = starts[index]!; place < end; place++) plane[ids[place]!]! += step * weights[place]!
      for (let way = 0; way < dimensions; way++) plane[grams + way]! += step * meanings[first + way]!
      plane[size]! += step
      moved = Math.max(moved, Math.abs(gradient))
    }
    if (moved < 0.05) break
  }
  return plane
}

function squaresOf(values: Float32Array): number {
  return values.reduce((sum, value) => sum + value * value, 0)
}

function swap(order: Int32Array, a: number, b: number): void {
  const kept = order[a]!
  order[a] = order[b]!
  order[b] = kept
}
