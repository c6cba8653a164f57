import { z } from 'zod'
import { YesNo } from './answer.js'
import { IntentId } from './intent.js'

/** What a button means: an entry, an intent ("start over"), an answer, or why an answer was no
 * help. Ids, so that a conversation can remember it. */
export const Choice = z.union([
  z.strictObject({ entry: z.string() }),
  z.strictObject({ intent: IntentId }),
  z.strictObject({ answer: YesNo }),
  z.strictObject({ reason: z.string() })
])
export type Choice = z.infer<typeof Choice>
