/** What the person wrote, with its language (BCP 47, as the channel says it; "en" when it says nothing). */
export interface Utterance {
  text: string
  locale: string
}
