import { z } from 'zod'
import { AnswerTable } from './answer.js'

export const intentIds = [
  'book',
  'greet',
  'thank',
  'goodbye',
  'person',
  'not-now',
  'take-back',
  'cleared',
  'start-over',
  'forget',
  'helpful',
  'not-helpful',
  'cancel',
  'back',
  'capabilities',
  'more',
  'acknowledge',
  'none-of-these'
] as const
export const IntentId = z.enum(intentIds)
export type IntentId = z.infer<typeof IntentId>

/**
 * Words by which a message points back at what was said before ("that"), with which it goes on ("and acute?"), and that only
 * ask ("how long"): a message of these alone says nothing by itself.
 */
export const FollowUpTable = z.strictObject({
  pointers: z.array(z.string().min(1)).min(1),
  openers: z.array(z.string().min(1)).min(1),
  asking: z.array(z.string().min(1)).min(1)
})
export type FollowUpTable = z.infer<typeof FollowUpTable>

/**
 * Words that may join two questions ("how long is it and what do I wear"), words that a question begins with, and the kinds
 * of out-of-scope.yaml that are asked beside another question.
 */
export const SeveralTable = z.strictObject({
  joints: z.array(z.string().min(1)).min(1),
  begins: z.array(z.string().min(1)).min(1),
  kinds: z.array(z.string())
})
export type SeveralTable = z.infer<typeof SeveralTable>

/**
 * How one of several is picked: by its place, with words of `around` ("tell me about the second one"), or by its number,
 * with words of `beside` ("number two please").
 */
export const PickTable = z.strictObject({
  places: z.record(z.string().min(1), z.int()),
  around: z.array(z.string().min(1)).min(1),
  numbers: z.record(z.string().min(1), z.int()),
  beside: z.array(z.string().min(1)).min(1)
})
export type PickTable = z.infer<typeof PickTable>

/**
 * `en/intents.yaml`. A phrase fits an utterance when both have the same words, in any order, once the fillers are taken
 * out: "book" fits "Hi, could I book please?". `fillers` of one intent count only there ("massage" for book). Words of a
 * class stand for each other: `come <when>` fits "can I come in Tuesday"; `<when>?` may be missing.
 */
export const IntentTable = z.strictObject({
  fillers: z.array(z.string().min(1)).min(1),
  classes: z.record(z.string().regex(/^[a-z]+$/), z.array(z.string().min(1)).min(1)),
  several: SeveralTable,
  'follow-up': FollowUpTable,
  picks: PickTable,
  answers: AnswerTable,
  intents: z.array(
    z.strictObject({
      id: IntentId,
      /** Every word counts, fillers too: "forget me" is not "forget it". */
      whole: z.boolean().default(false),
      fillers: z.array(z.string().min(1)).default([]),
      /**
       * A message that no phrase fits is the intent too when it is made of fillers, times and these words alone, with one of
       * `cores` among them, or with one of `timed`, or two of the class `when`, beside one of the class `day`: "got any gaps on tuesday".
       */
      words: z
        .strictObject({
          cores: z.array(z.string().min(1)).min(1),
          timed: z.array(z.string().min(1)).min(1),
          others: z.array(z.string().min(1)),
          /** None of these stands in it: "what time is my appointment". */
          unless: z.array(z.string().min(1)),
          day: z.string(),
          when: z.string()
        })
        .optional(),
      phrases: z.array(z.string().min(1)).min(3)
    })
  )
})
export type IntentTable = z.infer<typeof IntentTable>
