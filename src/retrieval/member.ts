import type { Example, Label } from './label.js'
import type { Question } from './question.js'

/** One matcher of the blend, ready: one number a label, higher is better. The blend puts the numbers on one scale. */
export interface Member {
  score(question: Question): Float64Array
}

/**
 * How a member is made. `train` learns from what it may know (`grams` is the number of gram features) and gives plain
 * data, so that it can be kept; `open` makes it ready. Cross-validation trains again without the examples that it is
 * tested on.
 */
export interface Matcher<State> {
  name: string
  /** Its share in the sum before the trials speak (weigh.ts). */
  weight: number
  train(labels: Label[], examples: Example[], grams: number): State
  open(state: State, labels: { length: number }): Member
}
