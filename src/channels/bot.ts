import { setTimeout as wait } from 'node:timers/promises'
import { type Activity, ActivityHandler, type TurnContext } from 'botbuilder'
import { newConversation } from '../domain/conversation.js'
import type { Outcome, Respond } from '../domain/respond.js'
import type { Turn } from '../domain/turn.js'
import { journalRow } from '../operations/journal.js'
import { describeError, type Log } from '../operations/log.js'
import type { Remembered, Store } from '../storage/store.js'
import { createQueue } from './queue.js'
import { recorderOf } from './recorder.js'
import { render } from './render/render.js'
import { readTurn } from './turn.js'

export interface BotParts {
  respond: Respond
  store: Store
  log: Log
  /** Milliseconds since 1970. */
  clock: () => number
  /** Said when anything in us fails: 999, 111 and the clinic's contact. */
  safetyLine: string
}

/** How often a turn is worked out anew because another one of the same conversation was faster (another replica). */
const attempts = 10

/**
 * The bot behind every channel. Turns of one conversation run one after another. A turn is one commit: the id that
 * was seen, the new state, the journal row and, where the channel records, the activities. Only then it is sent.
 */
export function createBot(parts: BotParts): ActivityHandler {
  const { log, safetyLine } = parts
  const queue = createQueue()
  const bot = new ActivityHandler()

  bot.onTurn(async (context, next) => {
    try {
      const turn = readTurn(context.activity)
      if (turn) await queue.run(conversationKey(context), () => takeTurn(parts, context, turn))
    } catch (error) {
      log.error({ event: 'turn-failed', channel: context.activity.channelId, error: describeError(error) })
      await sendSafetyLine(context)
    }
    await next()
  })

  async function sendSafetyLine(context: TurnContext) {
    try {
      await context.sendActivity({ type: 'message', text: safetyLine, textFormat: 'markdown' })
    } catch (error) {
      log.error({ event: 'safety-line-not-sent', channel: context.activity.channelId, error: describeError(error) })
    }
  }

  return bot
}

/** Other channels' conversation ids get their channel in front: nobody can name a conversation of ours by chance or design. */
const conversationKey = (context: TurnContext): string => {
  const { channelId, conversation } = context.activity
  return recorderOf(context)?.conversation ?? `${channelId}:${conversation.id}`
}

async function takeTurn(parts: BotParts, context: TurnContext, turn: Turn): Promise<void> {
  const { store, clock, log } = parts
  const recorder = recorderOf(context)
  const conversation = conversationKey(context)
  const began = clock()

  for (let attempt = 1; attempt <= attempts; attempt++) {
    const before = await store.read(conversation, clock())
    const { outcome, answers } = work(parts, context.activity, turn, before)
    const committed = await store.commit({
      conversation,
      expected: before?.version ?? 0,
      state: outcome?.conversation ?? before?.state ?? newConversation,
      seen: recorder ? recorder.seen : (context.activity.id ?? null),
      activities: recorder?.write(answers, (before?.last ?? 0) + 1) ?? [],
      journal: outcome && turn.kind === 'message' ? journalRow(outcome.trace) : null,
      forget: outcome?.reply.forget ?? false,
      now: clock()
    })
    if (committed.outcome === 'stale') {
      // Without chance two replicas can go in step for ever, the same one always a moment too late.
      await wait(Math.random() * 5 * attempt)
      continue
    }
    recorder?.committed(committed)
    if (committed.outcome === 'done') {
      logTurn(log, context.activity, outcome, clock() - began)
      if (!recorder) await context.sendActivities(answers)
    }
    return
  }
  throw new Error('The conversation changed under every attempt.')
}

/** The answer to a turn. If the core or a renderer fails, the safety line is the answer and the state stays as it was. */
function work(parts: BotParts, activity: Activity, turn: Turn, before: Remembered | undefined) {
  try {
    const outcome = parts.respond(turn, before?.state ?? newConversation)
    return { outcome, answers: render(activity.channelId, outcome.reply) }
  } catch (error) {
    parts.log.error({ event: 'respond-failed', channel: activity.channelId, error: describeError(error) })
    return { outcome: undefined, answers: [{ type: 'message', text: parts.safetyLine, textFormat: 'markdown' }] }
  }
}

function logTurn(log: Log, activity: Activity, outcome: Outcome | undefined, milliseconds: number) {
  if (!outcome) return
  const { decision, rule, entry, assessment } = outcome.trace
  log.info({
    event: 'turn',
    channel: activity.channelId,
    decision,
    rule,
    entry,
    urgency: assessment.urgency,
    milliseconds
  })
}
