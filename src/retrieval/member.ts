import type { Example, Label } from './label.js'
import type { Question } from './question.js'

/**
 * One matcher of the blend. `score` gives one number a label, higher is better; what the numbers mean is the member's
 * own affair, the blend puts them on one scale.
 */
export interface Member {
  score(question: Question): Float64Array
}

/**
 * Builds a member from what it may know; `size` is the number of features. Cross-validation builds it again without the
 * examples that it is tested on.
 */
export type TrainMember = (labels: Label[], examples: Example[], size: number) => Member
