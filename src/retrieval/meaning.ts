import { openDots } from './dots.js'
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
  open: ({ rows, owners }, { length }) => {
    const size = owners.length === 0 ? 0 : rows.length / owners.length
    const dots = openDots(rows, size)
    return {
      score: ({ meaning: asked }) => {
        const nearest = new Float64Array(length).fill(size > 0 ? -1 : 0)
        const cosines = dots(asked)
        for (let example = 0; example < cosines.length; example++) {
          const cosine = cosines[example]!
          const label = owners[example]!
          if (cosine > nearest[label]!) nearest[label] = cosine
        }
        return nearest
      }
    }
  }
}
