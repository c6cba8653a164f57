import type { Question } from './question.js'

/** A class that a matcher can choose: an entry, or a kind of question that no entry answers (`outside`). */
export interface Label {
  id: string
  outside: boolean
  /** All ways of asking it that we know; the first is its question. */
  texts: string[]
  /** The answer's own words: they help a little when there are few ways of asking. */
  answer: string
}

/** One way of asking, read, and the place of its label in the list of labels. */
export interface Example {
  label: number
  text: string
  question: Question
}
