/** What a visitor thinks of an answer, counted without words: the entry, and a thumb or the id of a reason. */
export interface Feedback {
  entry: string
  mark: string
}
