import { z } from 'zod'
import { careCards } from './red-flag.js'
import { Urgency } from './urgency.js'
import { type Talk, talks } from './verdict.js'

const sentence = z.string().min(1)

/** Buttons by the intent or the answer that they mean. */
export const buttons = [
  'yes',
  'no',
  'unsure',
  'none-of-these',
  'not-now',
  'cleared',
  'start-over',
  'book',
  'helpful',
  'not-helpful'
] as const
export type Button = (typeof buttons)[number]

export const CareCardWording = z.strictObject({
  prefix: sentence,
  heading: sentence,
  paragraphs: z.array(sentence).min(1),
  links: z.array(z.strictObject({ label: sentence, url: z.string().regex(/^(tel:[0-9]+|https:\/\/\S+)$/) })),
  attribution: sentence,
  /** Said above the list of signs: "You mentioned:". */
  signs: sentence,
  /** What is said instead when the sign is another person's. */
  other: z.strictObject({ heading: sentence.optional(), paragraphs: z.array(sentence).min(1) }).optional()
})
export type CareCardWording = z.infer<typeof CareCardWording>

/**
 * `en/messages.yaml`: every fixed sentence, by decision. `{clinic}`, `{provider}`, `{title}`, `{section}`, `{contact}`
 * stand for the clinic's and the article's names, `{minutes}` for how long a conversation is kept.
 */
export const Messages = z.strictObject({
  answer: z.strictObject({ source: sentence, book: sentence, 'book-after-caution': sentence }),
  clarify: z.strictObject({ ask: sentence }),
  book: z.strictObject({
    check: sentence,
    'check-again': sentence,
    'check-source': sentence,
    lead: sentence,
    /** Said first to those who were told to see somebody or to wait, by the highest urgency so far. */
    'lead-after': z.record(Urgency.exclude(['none', 'urgent', 'emergency']), sentence),
    button: sentence,
    closed: sentence,
    held: sentence,
    cancelled: sentence
  }),
  'see-a-doctor': z.strictObject({
    cards: z.record(z.enum(careCards), CareCardWording),
    /** For labels of `red-flags.yaml` that say "your": the same of another person, by flag. */
    'their-signs': z.record(z.string(), sentence),
    /** Said before everything else while an emergency is open. */
    'still-open': sentence
  }),
  /** Before and after the yes/no questions of `unclear.yaml`. */
  unclear: z.strictObject({ lead: sentence, 'lead-next': sentence, 'lead-again': sentence, denied: sentence }),
  /** The fixed keys, and one for each `reply` of `out-of-scope.yaml`. */
  fallback: z
    .looseObject({
      first: sentence,
      again: sentence,
      stuck: sentence,
      'none-of-these': sentence,
      attachment: sentence,
      emoji: sentence,
      gibberish: sentence,
      'other-language': sentence,
      topics: sentence,
      contact: sentence,
      page: sentence,
      empty: sentence
    })
    .catchall(sentence),
  'small-talk': z.strictObject({
    ...(Object.fromEntries(talks.map(talk => [talk, sentence])) as Record<Talk, typeof sentence>),
    welcome: z.array(sentence).min(1)
  }),
  /** Under an answer, and why it was no help: `{id, label}`, counted by id. */
  feedback: z.strictObject({
    ask: sentence,
    reasons: z.array(z.strictObject({ id: z.string().regex(/^[a-z-]+$/), label: sentence })).min(2)
  }),
  /** The labels of the buttons that are no entry's question; each is understood as what it says when it is typed. */
  buttons: z.record(z.enum(buttons), sentence),
  /** Said when anything in us fails: 999, 111 and the clinic's contact, so that nobody is left in silence. */
  'safety-line': sentence,
  paused: sentence,
  /** What the web page itself says. */
  page: z.record(z.string(), sentence)
})
export type Messages = z.infer<typeof Messages>
