import { randomUUID } from 'node:crypto'
import {
  type Activity,
  ActivityTypes,
  BotAdapter,
  type ConversationReference,
  type ResourceResponse,
  TurnContext
} from 'botbuilder'
import { describeError, type Log } from '../../operations/log.js'
import type { Store } from '../../storage/store.js'
import { attachRecorder, type Recorder } from '../recorder.js'
import { conversationEnded } from '../refusal.js'
import type { Streams } from './streams.js'
import { activityId, botActivity, writeFrom } from './wire.js'

export interface AdapterParts {
  store: Store
  streams: Streams
  clock: () => number
  log: Log
}

type Logic = (context: TurnContext) => Promise<void>

/** Brings the activities of our own Direct Line to the same bot that serves Teams, in this process. */
export class DirectLineAdapter extends BotAdapter {
  constructor(private readonly parts: AdapterParts) {
    super()
  }

  /** One turn. The bot writes its answers through the recorder, together with everything else. */
  async process(activity: Partial<Activity>, recorder: Recorder, logic: Logic): Promise<void> {
    const context = new TurnContext(this, activity)
    attachRecorder(context, recorder)
    await this.runMiddleware(context, logic)
  }

  /** What the bot says outside a turn's commit: proactive messages, and the safety line when a turn has failed. */
  override async sendActivities(context: TurnContext, activities: Partial<Activity>[]): Promise<ResourceResponse[]> {
    const { id } = context.activity.conversation
    for (const activity of activities) if (activity.type === ActivityTypes.Typing) this.pushLive(id, [activity])
    const said = activities.filter(({ type }) => type === ActivityTypes.Message || type === ActivityTypes.Event)
    const now = this.parts.clock()
    const dressed = said.map(activity => botActivity(activity, { conversation: id, now }))
    if (dressed.length === 0) return []
    try {
      const first = await this.append(id, dressed)
      return dressed.map((_, index) => ({ id: activityId(id, first + index) }))
    } catch (error) {
      // Without its memory the bot can still be heard on an open stream.
      this.parts.log.error({ event: 'append-failed', error: describeError(error) })
      return this.pushLive(id, dressed)
    }
  }

  /** To an open stream alone; it is not kept. */
  private pushLive(conversation: string, activities: Partial<Activity>[]): ResourceResponse[] {
    const now = this.parts.clock()
    const live = activities.map(activity => ({
      ...botActivity(activity, { conversation, now }),
      id: `${conversation}|live-${randomUUID()}`
    }))
    this.parts.streams.push(conversation, JSON.stringify({ activities: live }))
    return live.map(({ id }) => ({ id }))
  }

  /** Writes activities that change nothing else. `seen` drops a second delivery. Returns the first's sequence number. */
  async append(conversation: string, activities: Partial<Activity>[], seen: string | null = null): Promise<number> {
    const { store, clock } = this.parts
    for (;;) {
      const before = await store.read(conversation, clock())
      if (!before) throw conversationEnded()
      const committed = await store.commit({
        conversation,
        expected: before.version,
        state: before.state,
        seen,
        activities: writeFrom(conversation, before.last + 1, activities),
        journal: null,
        unanswered: null,
        toSend: null,
        forget: false,
        now: clock()
      })
      if (committed.outcome !== 'stale') return committed.first
    }
  }

  override async updateActivity(): Promise<void> {
    throw new Error('Direct Line 3.0 cannot change an activity: send a new one.')
  }

  override async deleteActivity(): Promise<void> {
    throw new Error('Direct Line 3.0 cannot take an activity back.')
  }

  override async continueConversation(reference: Partial<ConversationReference>, logic: Logic): Promise<void> {
    const event = { type: ActivityTypes.Event, name: 'ContinueConversation' }
    await this.runMiddleware(
      new TurnContext(this, TurnContext.applyConversationReference(event, reference, true)),
      logic
    )
  }
}
