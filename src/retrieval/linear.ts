import { fitPlane, pack } from '../learning/plane.js'
import { dot } from './features.js'
import type { Matcher } from './member.js'

const cost = 1
/** With more numbers than this in all planes together they would not fit into a small machine: the others go on alone. */
const most = 50e6

/** One plane a label against the rest. The score is the distance to the label's plane. */
export const linear: Matcher<Float32Array[]> = {
  name: 'linear',
  weight: 1,
  train: (labels, examples, grams) => {
    const packed = pack(
      examples.map(example => example.question),
      grams
    )
    if (labels.length * packed.size > most) return []
    return labels.map((_, label) =>
      fitPlane(
        packed,
        Int8Array.from(examples, example => (example.label === label ? 1 : -1)),
        cost
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
