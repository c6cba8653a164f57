import type { Activity } from 'botbuilder'
import type { StoredActivity } from '../../storage/store.js'
import type { IncomingActivity } from '../incoming.js'
import { Refusal } from '../refusal.js'

/** Our own Direct Line's name for itself in activities. */
export const channelId = 'directline'
export const bot = { id: 'ask-the-clinic', name: 'Ask the Clinic', role: 'bot' } as const

/** Ids name the conversation and the place in it: "conversation|0000012". */
export const activityId = (conversation: string, sequence: number): string =>
  `${conversation}|${String(sequence).padStart(7, '0')}`

interface Frame {
  conversation: string
  user: string
  now: number
}

/** What the visitor sent, with everything that only we may say put over it: who, where, when. */
export const visitorActivity = (incoming: IncomingActivity, { conversation, user, now }: Frame): Partial<Activity> => {
  const { serviceUrl: _, recipient: __, membersAdded: ___, membersRemoved: ____, ...said } = incoming
  return {
    // The schema lets null stand where botbuilder's types want nothing; botbuilder itself does not mind.
    ...(said as unknown as Partial<Activity>),
    channelId,
    timestamp: new Date(now),
    from: { id: user, name: '', role: 'user' },
    conversation: { id: conversation } as Activity['conversation']
  }
}

export const botActivity = (
  answer: Partial<Activity>,
  { conversation, now }: Omit<Frame, 'user'>
): Partial<Activity> => ({
  ...answer,
  channelId,
  timestamp: new Date(now),
  from: { ...bot },
  conversation: { id: conversation } as Activity['conversation']
})

/** Numbers activities from `first` on and writes them as JSON. */
export const writeFrom = (conversation: string, first: number, activities: Partial<Activity>[]): string[] =>
  activities.map((activity, index) => JSON.stringify({ ...activity, id: activityId(conversation, first + index) }))

/** What a client gets, by stream or by asking. The rows are JSON already. */
export const writeGroup = (rows: StoredActivity[], after: number): string =>
  `{"activities":[${rows.map(row => row.body).join(',')}],"watermark":"${rows.at(-1)?.sequence ?? after}"}`

/** A watermark is the sequence number up to which a client has everything; none at all means from the beginning. */
export function readWatermark(text: string | undefined): number {
  if (!text || text === '-') return 0
  if (/^\d{1,12}$/.test(text)) return Number(text)
  throw new Refusal(400, 'BadArgument', 'This watermark is none of ours.')
}
