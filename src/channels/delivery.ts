import { setTimeout as wait } from 'node:timers/promises'
import type { Activity } from 'botbuilder'
import { channelLabel } from '../operations/channel-label.js'
import { describeError, type Log } from '../operations/log.js'
import type { Metrics } from '../operations/metrics.js'
import type { Store } from '../storage/store.js'
import type { BotContext } from './context.js'
import { inTime } from './in-time.js'
import { Refusal } from './refusal.js'

export interface DeliveryParts {
  store: Store
  log: Log
  clock: () => number
  metrics?: Pick<Metrics, 'undelivered'>
  /** Milliseconds that the channel has for taking an answer; the SDK tries it again in between. */
  patience: number
  /** Milliseconds for which another replica may be at sending the same answer. */
  grace: number
}

/** An activity, by its conversation in the store and its own id; null when the channel gave none. */
export interface Answered {
  conversation: string
  seen: string | null
}

/**
 * Brings answers to a channel that keeps its own history, at least once: they were stored with the turn, and stay until the channel
 * has them. If it does not take them, it hears 503 and sends the activity again; then `resend` finds them.
 */
export function createDelivery({ store, log, clock, metrics, patience, grace }: DeliveryParts) {
  async function send(context: BotContext, { conversation, seen }: Answered, answers: Partial<Activity>[]) {
    const channel = context.activity.channelId ?? ''
    const onRefused = (error: unknown) =>
      log.error({ event: 'reply-refused', channel: channelLabel(channel), error: describeError(error) })
    try {
      await inTime(sendSomehow(context, answers, onRefused), patience, () => new Error('The channel took too long.'))
    } catch (error) {
      metrics?.undelivered(channel)
      log.error({ event: 'reply-not-sent', channel: channelLabel(channel), error: describeError(error) })
      throw notDelivered()
    }
    try {
      if (seen !== null) await store.delivered(conversation, seen)
    } catch (error) {
      // The worst that comes of it is that it is sent twice.
      log.warn({ event: 'delivery-not-noted', error: describeError(error) })
    }
  }

  return {
    send,
    /** An activity that came again: what was not delivered the first time is sent now. */
    async resend(context: BotContext, answered: Answered) {
      const { conversation, seen } = answered
      if (seen === null || !(await store.undelivered(conversation, seen, clock()))) return
      await wait(grace)
      const kept = await store.undelivered(conversation, seen, clock())
      if (kept) await send(context, answered, JSON.parse(kept))
    }
  }
}

export const notDelivered = () =>
  new Refusal(503, 'NotDelivered', 'The answer could not be sent: send the message again.')

/**
 * A channel that says no for good will say so again. If the card is what it does not like, the words alone go: "call 999" stands in
 * them, too. If it takes no words either (somebody blocked us, or is gone), nobody is there to be told.
 */
async function sendSomehow(context: BotContext, answers: Partial<Activity>[], onRefused: (error: unknown) => void) {
  try {
    await context.sendActivities(answers)
  } catch (error) {
    if (!isForGood(error)) throw error
    onRefused(error)
    const words = answers.filter(({ text }) => text).map(({ type, text, textFormat }) => ({ type, text, textFormat }))
    await context.sendActivities(words).catch(again => {
      if (!isForGood(again)) throw again
    })
  }
}

/** Our fault, and the same next time; not: a token that has just expired (401), too slow (408), too fast (412, 429). */
function isForGood(error: unknown): boolean {
  const status = Number((error as { statusCode?: unknown } | null)?.statusCode)
  return status >= 400 && status < 500 && ![401, 408, 412, 429].includes(status)
}
