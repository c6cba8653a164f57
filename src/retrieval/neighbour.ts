import type { Matcher } from './member.js'

/** An inverted index: the examples that have feature f are `places[starts[f]]` to `places[starts[f + 1] - 1]`. */
interface Neighbours {
  starts: Int32Array
  places: Int32Array
  weights: Float32Array
  /** The label of each example, and how many examples each label has. */
  owners: Int32Array
  counts: Int32Array
}

/** The cosine with the nearest example of each label, and with the middle of its examples. */
export const neighbour: Matcher<Neighbours> = {
  name: 'neighbour',
  weight: 0.5,
  train: (labels, examples, size) => {
    const starts = new Int32Array(size + 1)
    const counts = new Int32Array(labels.length)
    for (const { label, question } of examples) {
      counts[label]!++
      for (const id of question.grams.ids) starts[id + 1]!++
    }
    for (let id = 0; id < size; id++) starts[id + 1]! += starts[id]!
    const places = new Int32Array(starts[size]!)
    const weights = new Float32Array(starts[size]!)
    const next = starts.slice()
    examples.forEach(({ question: { grams } }, index) => {
      grams.ids.forEach((id, at) => {
        const place = next[id]!++
        places[place] = index
        weights[place] = grams.weights[at]!
      })
    })
    return { starts, places, weights, owners: Int32Array.from(examples, example => example.label), counts }
  },
  open: ({ starts, places, weights, owners, counts }) => ({
    score: ({ grams }) => {
      const cosines = new Float32Array(owners.length)
      for (let at = 0; at < grams.ids.length; at++) {
        const weight = grams.weights[at]!
        const end = starts[grams.ids[at]! + 1]!
        for (let place = starts[grams.ids[at]!]!; place < end; place++)
          cosines[places[place]!]! += weight * weights[place]!
      }
      const nearest = new Float64Array(counts.length)
      const middle = new Float64Array(counts.length)
      for (let example = 0; example < cosines.length; example++) {
        const cosine = cosines[example]!
        const label = owners[example]!
        if (cosine > nearest[label]!) nearest[label] = cosine
        middle[label]! += cosine
      }
      for (let label = 0; label < counts.length; label++)
        nearest[label]! += middle[label]! / Math.max(counts[label]!, 1)
      return nearest
    }
  })
}
