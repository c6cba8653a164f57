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
  'start-over',
  'cancel',
  'back',
  'capabilities',
  'none-of-these'
] as const
export const IntentId = z.enum(intentIds)
export type IntentId = z.infer<typeof IntentId>

/**
 * `en/intents.yaml`. A phrase fits an utterance when both have the same words, in any order, once the fillers are taken
 * out: "book" fits "Hi, could I book please?". `fillers` of one intent count only there ("massage" for book). Words of a
 * class stand for each other: `come <when>` fits "can I come in Tuesday"; `<when>?` may be missing.
 */
export const IntentTable = z.strictObject({
  fillers: z.array(z.string().min(1)).min(1),
  classes: z.record(z.string().regex(/^[a-z]+$/), z.array(z.string().min(1)).min(1)),
  answers: AnswerTable,
  intents: z.array(
    z.strictObject({
      id: IntentId,
      fillers: z.array(z.string().min(1)).default([]),
      phrases: z.array(z.string().min(1)).min(3)
    })
  )
})
export type IntentTable = z.infer<typeof IntentTable>
