import type { Activity } from 'botbuilder'
import { z } from 'zod'
import { Refusal } from './refusal.js'

export const longestText = 4000

const short = z.string().max(1000)
const account = z.looseObject({ id: short.optional(), name: short.nullish(), role: short.nullish() })

/**
 * An activity as it comes from outside, checked before any adapter touches it: botbuilder answers `{}` or a number as
 * serviceUrl with an inner error. Fields that are not named here pass as they are.
 */
export const IncomingActivity = z.looseObject({
  type: z.string('an activity needs a type, such as "message"').min(1).max(100),
  id: short.optional(),
  text: z.string().max(longestText, `a message may have at most ${longestText} characters`).nullish(),
  textFormat: short.nullish(),
  locale: z.string().max(100).nullish(),
  channelId: short.optional(),
  serviceUrl: short.optional(),
  timestamp: short.nullish(),
  localTimestamp: short.nullish(),
  expiration: short.nullish(),
  deliveryMode: short.nullish(),
  replyToId: short.nullish(),
  name: short.nullish(),
  from: account.optional(),
  recipient: account.optional(),
  conversation: z.looseObject({ id: short.optional() }).optional(),
  attachments: z.array(z.looseObject({})).max(50).nullish(),
  entities: z.array(z.looseObject({})).max(100).nullish(),
  membersAdded: z.array(account).max(500).nullish(),
  membersRemoved: z.array(account).max(500).nullish(),
  reactionsAdded: z.array(z.looseObject({})).max(50).nullish(),
  reactionsRemoved: z.array(z.looseObject({})).max(50).nullish(),
  channelData: z.looseObject({}).nullish()
})
export type IncomingActivity = z.infer<typeof IncomingActivity>

/** Throws a `Refusal` that names the first field that is not as it should be. */
export function readIncoming(body: unknown): IncomingActivity {
  const parsed = IncomingActivity.safeParse(body)
  if (parsed.success) return parsed.data
  const [issue] = parsed.error.issues
  const place = issue?.path.map(String).join('.')
  const reason = place ? `${place.slice(0, 100)}: ${issue?.message}` : 'an object is needed'
  throw new Refusal(400, 'BadArgument', `This is not a usable activity: ${reason}.`)
}

/** botbuilder wants dates where JSON has strings; what is no date counts as none. */
export function toActivity(incoming: IncomingActivity): Activity {
  const date = (text: string | null | undefined) =>
    text && !Number.isNaN(Date.parse(text)) ? new Date(text) : undefined
  const { timestamp, localTimestamp, expiration, ...rest } = incoming
  return {
    ...rest,
    timestamp: date(timestamp),
    localTimestamp: date(localTimestamp),
    expiration: date(expiration)
  } as unknown as Activity
}
