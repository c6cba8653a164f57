/** Examples in a few long lists, because every plane reads them again and again. */
export interface Packed {
  /** Numbers of a plane before its bias: grams, then directions of meaning. */
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

/** An example as it is packed: sparse grams and a dense meaning. */
export interface Unpacked {
  grams: { ids: Int32Array; weights: Float32Array }
  meaning: Float32Array
}

const rounds = 8
/** How far on its own side an example must lie to be left out of the later rounds. */
const far = 0.02

export function pack(examples: readonly Unpacked[], grams: number): Packed {
  const dimensions = examples[0]?.meaning.length ?? 0
  const starts = new Int32Array(examples.length + 1)
  examples.forEach((example, at) => {
    starts[at + 1] = starts[at]! + example.grams.ids.length
  })
  const ids = new Int32Array(starts[examples.length]!)
  const weights = new Float32Array(ids.length)
  const meanings = new Float32Array(examples.length * dimensions)
  const squares = new Float64Array(examples.length)
  examples.forEach((example, at) => {
    ids.set(example.grams.ids, starts[at])
    weights.set(example.grams.weights, starts[at])
    meanings.set(example.meaning, at * dimensions)
    squares[at] = 1 + squaresOf(example.grams.weights) + squaresOf(example.meaning)
  })
  return { size: grams + dimensions, grams, starts, ids, weights, meanings, squares }
}

/**
 * A linear support vector machine (squared hinge loss) by dual coordinate descent (Hsieh et al. 2008, algorithm 1): a weight
 * for each gram, then one for each direction of meaning, then the bias, a feature that is always 1. `signs`: +1 or -1 for
 * each example, 0 to leave it out. What has few examples counts more for each. `cost`: what an example on the wrong side costs;
 * the lower, the smoother.
 */
export function fitPlane(packed: Packed, signs: Int8Array, cost: number): Float32Array {
  const { size, grams, starts, ids, weights, meanings, squares } = packed
  const dimensions = size - grams
  const plane = new Float32Array(size + 1)
  // To begin with all lie on the far side: only the label's own examples, and those that come near them, move the plane.
  plane[size] = -1
  const alpha = new Float32Array(signs.length)
  const order = Int32Array.from(signs.keys()).filter(index => signs[index] !== 0)
  const positives = signs.reduce((sum, sign) => sum + (sign > 0 ? 1 : 0), 0)
  const weigh = [cost, cost * Math.sqrt((order.length - positives) / Math.max(positives, 1))] as const
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
