import { type Activity, type ActivityHandler, ActivityTypes } from 'botbuilder'
import type { Committed } from '../../storage/store.js'
import type { Recorder } from '../recorder.js'
import { conversationEnded, Refusal } from '../refusal.js'
import { arrivalId } from '../turn.js'
import type { DirectLineAdapter } from './adapter.js'
import type { TokenHolder } from './token.js'
import { activityId, bot as botAccount, botActivity, channelId, writeFrom } from './wire.js'

export interface TurnParts {
  adapter: DirectLineAdapter
  bot: ActivityHandler
  clock: () => number
  safetyLine: string
}

type Taken = Exclude<Committed, { outcome: 'stale' }>

/** Takes turns through the bot, each one commit. */
export function createTurns({ adapter, bot, clock, safetyLine }: TurnParts) {
  async function take(activity: Partial<Activity>, recorder: Omit<Recorder, 'committed' | 'ended'>): Promise<Taken> {
    let taken: Taken | undefined
    const committed = (outcome: Taken) => {
      taken = outcome
    }
    let isOver = false
    const ended = () => {
      isOver = true
    }
    const whole = { ...activity, recipient: { ...botAccount } }
    await adapter.process(whole, { ...recorder, committed, ended }, context => bot.run(context))
    if (isOver) throw conversationEnded()
    // The bot has said the safety line to an open stream; this says it to a page that only asks.
    if (!taken) throw new Refusal(503, 'ServiceUnavailable', safetyLine)
    return taken
  }

  return {
    /** What a visitor sent and what we answer, written together. Gives the sequence number of the former. */
    async answer(own: Partial<Activity>, conversation: string, seen: string | null): Promise<number> {
      const { first } = await take(own, {
        conversation,
        seen,
        begins: false,
        write(answers, first) {
          const replyToId = activityId(conversation, first)
          const dressed = answers.map(answer => ({ ...botActivity(answer, { conversation, now: clock() }), replyToId }))
          return writeFrom(conversation, first, [own, ...dressed])
        }
      })
      return first
    },

    /** Somebody has come: the bot welcomes. Says whether that was for the first time. */
    async welcome({ conversation, user }: TokenHolder, locale: string): Promise<boolean> {
      const arrival: Partial<Activity> = {
        type: ActivityTypes.ConversationUpdate,
        channelId,
        locale,
        membersAdded: [{ id: user, name: '' }],
        from: { id: user, name: '' },
        conversation: { id: conversation } as Activity['conversation']
      }
      const { outcome } = await take(arrival, {
        conversation,
        // It begins once, however many calls ask for it.
        seen: arrivalId,
        begins: true,
        write: (answers, first) =>
          writeFrom(
            conversation,
            first,
            answers.map(answer => botActivity(answer, { conversation, now: clock() }))
          )
      })
      return outcome === 'done'
    }
  }
}
