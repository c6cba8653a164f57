import type { Matcher } from './member.js'

interface Directions {
  /** One direction after the other, an example each; none without word vectors. */
  rows: Float32Array
  /** The label of each example. */
  owners: Int32Array
}

/** The cosine of the meanings (word vectors) of the question and of each label's nearest example. */
export const meaning: Matcher<Directions> = {
  name: 'meaning',
  weight: 0.3,
  train: (_, examples) => {
    const size = examples[0]?.question.meaning.length ?? 0
    const rows = new Float32Array(examples.length * size)
    examples.forEach(({ question }, at) => {
      rows.set(question.meaning, at * size)
    })
    return { rows, owners: Int32Array.from(examples, example => example.label) }
  },
  open: ({ rows, owners }, { length }) => ({
    score: ({ meaning: asked }) => {
      const size = asked.length
      const nearest = new Float64Array(length).fill(size > 0 ? -1 : 0)
      for (let example = 0; size > 0 && example < owners.length; example++) {
        const cosine = dotAt(asked, rows, example * size)
        const label = owners[example]!
        if (cosine > nearest[label]!) nearest[label] = cosine
      }
      return nearest
    }
  })
}

// Four sums side by side: one alone would wait for each addition, and this is the longest loop of a question.
function dotAt(asked: Float32Array, rows: Float32Array, first: number): number {
  let a = 0
  let b = 0
  let c = 0
  let d = 0
  let at = 0
  for (; at + 3 < asked.length; at += 4) {
    a += asked[at]! * rows[first + at]!
    b += asked[at + 1]! * rows[first + at + 1]!
    c += asked[at + 2]! * rows[first + at + 2]!
    d += asked[at + 3]! * rows[first + at + 3]!
  }
  for (; at < asked.length; at++) a += asked[at]! * rows[first + at]!
  return a + b + c + d
}
