import { fitPlane, pack } from '../learning/plane.js'
import type { Matcher } from './member.js'

const cost = 1
/** With more numbers than this in all planes together they would not fit into a small machine: the others go on alone. */
const most = 50e6

/** Feature by feature, what it says for each label: weight f of label l is at `f × labels + l`. Empty if there are too many. */
type Planes = Float32Array

/** One plane a label against the rest. The score is the distance to the label's plane. */
export const linear: Matcher<Planes> = {
  name: 'linear',
  weight: 1,
  train: (labels, examples, grams) => {
    const packed = pack(
      examples.map(example => example.question),
      grams
    )
    if (labels.length * packed.size > most) return new Float32Array(0)
    const planes = new Float32Array((packed.size + 1) * labels.length)
    labels.forEach((_, label) => {
      const signs = Int8Array.from(examples, example => (example.label === label ? 1 : -1))
      fitPlane(packed, signs, cost).forEach((weight, feature) => {
        planes[feature * labels.length + label] = weight
      })
    })
    return planes
  },
  open: (planes, { length }) => ({
    score: ({ grams: { ids, weights }, meaning }) => {
      const sums = new Float64Array(length)
      if (planes.length === 0) return sums
      // A feature's weights for all labels lie side by side: read label by label, each would be fetched from afar.
      const add = (feature: number, weight: number) => {
        const first = feature * length
        for (let label = 0; label < length; label++) sums[label]! += weight * planes[first + label]!
      }
      const bias = planes.length / length - 1
      for (let at = 0; at < ids.length; at++) add(ids[at]!, weights[at]!)
      for (let at = 0; at < meaning.length; at++) add(bias - meaning.length + at, meaning[at]!)
      add(bias, 1)
      return sums
    }
  })
}
