import { z } from 'zod'
import { careCards } from './red-flag.js'

const sentence = z.string().min(1)

export const CareCardWording = z.strictObject({
  prefix: sentence,
  heading: sentence,
  paragraphs: z.array(sentence).min(1),
  links: z.array(z.strictObject({ label: sentence, url: z.string().regex(/^(tel:[0-9]+|https:\/\/\S+)$/) })),
  attribution: sentence,
  /** Said above the list of signs: "You mentioned:". */
  signs: sentence
})
export type CareCardWording = z.infer<typeof CareCardWording>

/**
 * `en/messages.yaml`: every fixed sentence, by decision. `{clinic}`, `{provider}`, `{title}`, `{section}`, `{contact}`
 * stand for the clinic's and the article's names.
 */
export const Messages = z.strictObject({
  answer: z.strictObject({ source: sentence, book: sentence, 'book-after-caution': sentence }),
  clarify: z.strictObject({ ask: sentence, 'none-of-these': sentence }),
  book: z.strictObject({ lead: sentence, 'lead-after-caution': sentence, button: sentence, closed: sentence }),
  'see-a-doctor': z.strictObject({
    cards: z.record(z.enum(careCards), CareCardWording),
    'not-now': sentence,
    'start-over': sentence,
    'not-now-heard': sentence
  }),
  /** The fixed keys, and one for each `reply` of `out-of-scope.yaml`. */
  fallback: z
    .looseObject({
      first: sentence,
      again: sentence,
      topics: sentence,
      contact: sentence,
      page: sentence,
      empty: sentence
    })
    .catchall(sentence),
  'small-talk': z.strictObject({
    welcome: z.array(sentence).min(1),
    greet: sentence,
    thank: sentence,
    goodbye: sentence,
    person: sentence,
    capabilities: sentence,
    'start-over': sentence
  }),
  /** Said when anything in us fails: 999, 111 and the clinic's contact, so that nobody is left in silence. */
  'safety-line': sentence,
  /** What the web page itself says. */
  page: z.record(z.string(), sentence)
})
export type Messages = z.infer<typeof Messages>
