import { setTimeout as wait } from 'node:timers/promises'
import { type Activity, ActivityHandler, ActivityTypes, DeliveryModes } from 'botbuilder'
import { newConversation } from '../domain/conversation.js'
import type { Outcome, Respond } from '../domain/respond.js'
import type { Turn } from '../domain/turn.js'
import { isAcute } from '../domain/urgency.js'
import { channelLabel } from '../operations/channel-label.js'
import { journalRow } from '../operations/journal.js'
import { describeError, type Log } from '../operations/log.js'
import type { Metrics } from '../operations/metrics.js'
import type { NoteUnanswered } from '../operations/unanswered.js'
import type { Remembered, Store } from '../storage/store.js'
import { type Admission, createAdmission } from './admission.js'
import type { BotContext, Heard } from './context.js'
import { conversationKey } from './conversation-key.js'
import { createDelivery, notDelivered } from './delivery.js'
import { inTime } from './in-time.js'
import { createQueue, type Queue } from './queue.js'
import { recorderOf } from './recorder.js'
import { Refusal } from './refusal.js'
import { render } from './render/render.js'
import { type ReadTurn, readTurns } from './turn.js'

export interface BotParts {
  respond: Respond
  store: Store
  log: Log
  /** Milliseconds since 1970. */
  clock: () => number
  /** Said when anything in us fails: 999, 111 and the clinic's contact. */
  safetyLine: string
  /** Keeps a conversation's turns in order; handed in where others write into the same conversations. */
  queue?: Queue
  /** Keeps the number of turns at once down; handed in where others ask it, too. */
  admission?: Admission
  /** Milliseconds after which somebody is shown that we are at it, and after which the safety line is said instead. */
  patience?: { typing: number; answer: number }
  /** See `DeliveryParts`. */
  delivery?: { patience: number; grace: number }
  /** Without it no question is kept. */
  noteUnanswered?: NoteUnanswered
  metrics?: Pick<Metrics, 'turn' | 'failed' | 'undelivered'>
}

/** Teams sends a turn again after 15 s. */
const usualPatience = { typing: 1000, answer: 12_000 }
const usualDelivery = { patience: 8000, grace: 2000 }

/** Milliseconds in which a turn is worked out anew when another one of the same conversation was faster (another replica). */
const persistence = 2000

/**
 * The bot behind every channel. Turns of one conversation run one after another. A turn is one commit: the id that
 * was seen, the new state, the journal row and the answers: for good where the channel records, elsewhere until it has them.
 */
export function createBot(parts: BotParts): ActivityHandler {
  const { log, safetyLine, queue = createQueue(), patience = usualPatience } = parts
  const { admission = createAdmission({ safetyLine }) } = parts
  const delivery = createDelivery({ ...parts, ...(parts.delivery ?? usualDelivery) })
  const bot = new ActivityHandler()

  // The handler's own dispatch ("next") is not used: it would answer invokes of its own accord, with 501.
  bot.onTurn(async context => {
    const { channelId } = context.activity
    const typing = setTimeout(() => void sendTyping(context), patience.typing)
    try {
      const key = keyOf(context)
      const door = recorderOf(context) ? 'page' : 'channel'
      for (const turn of readTurns(context.activity))
        await queue.run(key, async () => {
          const take = () => inTime(takeTurn(parts, context, key, turn), patience.answer, tooSlow)
          const answers = await admission.run(door, take)
          if (door === 'page') return
          // Outside the turn: a channel that is slow may hold up its own conversation, but nobody else.
          const answered = { conversation: key, seen: turn.seen }
          await (answers ? delivery.send(context, answered, answers) : delivery.resend(context, answered))
        })
    } catch (error) {
      if (error instanceof Refusal) throw error
      log.error({ event: 'turn-failed', channel: channelLabel(channelId), error: describeError(error) })
      parts.metrics?.failed(channelId)
      await sendSafetyLine(context)
    } finally {
      clearTimeout(typing)
    }
    // An invoke wants an answer of its own, or Teams shows an error.
    if (context.activity.type === ActivityTypes.Invoke)
      await context.sendActivity({ type: ActivityTypes.InvokeResponse, value: { status: 200 } })
  })

  async function sendSafetyLine(context: BotContext) {
    try {
      await context.sendActivities(workWithoutMemory(parts, context.activity))
    } catch (error) {
      log.error({
        event: 'safety-line-not-sent',
        channel: channelLabel(context.activity.channelId ?? ''),
        error: describeError(error)
      })
      if (!recorderOf(context)) throw notDelivered()
    }
  }

  async function sendTyping(context: BotContext) {
    // Whoever gets all replies at once sees nothing of it.
    if (context.activity.deliveryMode === DeliveryModes.ExpectReplies) return
    // botbuilder takes the context back when the turn is over; this may fail later, and must not end the process.
    const channel = channelLabel(context.activity.channelId ?? '')
    await context.sendActivity({ type: ActivityTypes.Typing }).catch(error => {
      log.warn({ event: 'typing-not-sent', channel, error: describeError(error) })
    })
  }

  return bot
}

const keyOf = (context: BotContext): string => recorderOf(context)?.conversation ?? conversationKey(context.activity)

const tooSlow = () => new Error('The turn took too long.')

/** Gives the answers; undefined when this activity was answered before. */
async function takeTurn(
  parts: BotParts,
  context: BotContext,
  conversation: string,
  { turn, seen }: ReadTurn
): Promise<Partial<Activity>[] | undefined> {
  const { store, clock } = parts
  const recorder = recorderOf(context)
  const began = performance.now()

  for (let attempt = 1; performance.now() - began < persistence; attempt++) {
    const before = await store.read(conversation, clock())
    if (!before && recorder && !recorder.begins) {
      recorder.ended()
      return undefined
    }
    const { outcome, answers } = work(parts, context.activity, turn, before)
    const committed = await store.commit({
      conversation,
      expected: before?.version ?? 0,
      state: outcome?.conversation ?? before?.state ?? newConversation,
      seen: recorder ? recorder.seen : seen,
      activities: recorder?.write(answers, (before?.last ?? 0) + 1) ?? [],
      journal: outcome && turn.kind === 'message' ? journalRow(outcome.trace) : null,
      toSend: recorder ? null : JSON.stringify(answers),
      unanswered: (outcome && parts.noteUnanswered?.(turn, outcome)) ?? null,
      forget: outcome?.reply.forget ?? false,
      now: clock()
    })
    if (committed.outcome === 'stale') {
      // Without chance two replicas can go in step for ever, the same one always a moment too late.
      await wait(Math.random() * 5 * attempt)
      continue
    }
    recorder?.committed(committed)
    if (committed.outcome === 'repeated') return undefined
    tell(parts, context.activity, outcome, performance.now() - began)
    return answers
  }
  throw new Error('The conversation changed under every attempt.')
}

/** The answer to a turn. If the core or a renderer fails, the safety line is the answer and the state stays as it was. */
function work(parts: BotParts, activity: Heard, turn: Turn, before: Remembered | undefined) {
  try {
    const outcome = parts.respond(turn, before?.state ?? newConversation)
    return { outcome, answers: render(activity.channelId, outcome.reply) }
  } catch (error) {
    parts.log.error({
      event: 'respond-failed',
      channel: channelLabel(activity.channelId ?? ''),
      error: describeError(error)
    })
    return { outcome: undefined, answers: [{ type: 'message', text: parts.safetyLine, textFormat: 'markdown' }] }
  }
}

/**
 * What is said when the memory fails. "I've wet myself" needs no memory to be understood: it gets its own advice. Anything
 * else could be wrong without what was told before (an open emergency), and gets the safety line.
 */
function workWithoutMemory({ respond, safetyLine }: BotParts, activity: Heard): Partial<Activity>[] {
  try {
    const replies = readTurns(activity).map(({ turn }) => respond(turn, newConversation).reply)
    const urgent = replies.find(({ urgency }) => isAcute(urgency))
    if (urgent) return render(activity.channelId, urgent)
  } catch {}
  return [{ type: 'message', text: safetyLine, textFormat: 'markdown' }]
}

function tell({ log, metrics }: BotParts, activity: Heard, outcome: Outcome | undefined, milliseconds: number) {
  if (!outcome) return
  metrics?.turn(activity.channelId ?? '', outcome.trace, milliseconds)
  const { decision, rule, entry, assessment } = outcome.trace
  log.info({
    event: 'turn',
    channel: channelLabel(activity.channelId ?? ''),
    decision,
    rule,
    entry,
    urgency: assessment.urgency,
    milliseconds: Math.round(milliseconds)
  })
}
