import { dot, type Vector } from './features.js'
import type { Matcher } from './member.js'

const cost = 1
const rounds = 8
/** How far on its own side an example must lie to be left out of the later rounds. */
const far = 0.05

/**
 * One linear support vector machine a label against the rest (squared hinge loss), trained by dual coordinate descent
 * (Hsieh et al. 2008, algorithm 1). The score is the distance to the label's plane.
 */
export const linear: Matcher<Float32Array[]> = {
  name: 'linear',
  weight: 1,
  train: (labels, examples, size) => {
    const vectors = examples.map(example => example.question.vector)
    return labels.map((_, label) =>
      fitPlane(
        vectors,
        Float32Array.from(examples, example => (example.label === label ? 1 : -1)),
        size
      )
    )
  },
  open: planes => ({
    score: ({ vector }) => Float64Array.from(planes, plane => dot(vector, plane) + plane[plane.length - 1]!)
  })
}

// The last weight is the bias: a feature that is always 1.
function fitPlane(vectors: Vector[], signs: Float32Array, size: number): Float32Array {
  const plane = new Float32Array(size + 1)
  const alpha = new Float32Array(vectors.length)
  const positives = signs.reduce((sum, sign) => sum + (sign > 0 ? 1 : 0), 0)
  const weigh = [cost, cost * Math.sqrt((vectors.length - positives) / Math.max(positives, 1))] as const
  const squares = vectors.map(vector => vector.weights.reduce((sum, weight) => sum + weight * weight, 1))
  const order = Int32Array.from(vectors.keys())
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
      const vector = vectors[index]!
      const sign = signs[index]!
      const soft = 1 / (2 * (sign > 0 ? weigh[1] : weigh[0]))
      const gradient = sign * (dot(vector, plane) + plane[size]!) - 1 + alpha[index]! * soft
      if (alpha[index] === 0 && gradient >= 0) {
        // Far on its own side: it is left out of the rounds to come (shrinking, section 3.2 of the paper).
        if (gradient > far) swap(order, at--, --active)
        continue
      }
      const next = Math.max(alpha[index]! - gradient / (squares[index]! + soft), 0)
      const step = (next - alpha[index]!) * sign
      alpha[index] = next
      for (let place = 0; place < vector.ids.length; place++)
        plane[vector.ids[place]!]! += step * vector.weights[place]!
      plane[size]! += step
      moved = Math.max(moved, Math.abs(gradient))
    }
    if (moved < 0.05) break
  }
  return plane
}

function swap(order: Int32Array, a: number, b: number): void {
  const kept = order[a]!
  order[a] = order[b]!
  order[b] = kept
}
