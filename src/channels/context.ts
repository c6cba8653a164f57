/** What we read of an activity, whichever SDK brought it. */
export interface Heard {
  type: string
  id?: string | undefined
  channelId?: string | undefined
  locale?: string | undefined
  text?: string | undefined
  name?: string | undefined
  action?: unknown
  // biome-ignore lint/suspicious/noExplicitAny: what channels put into these two is read field by field
  value?: any
  // biome-ignore lint/suspicious/noExplicitAny: see above
  channelData?: any
  timestamp?: Date | string | undefined
  deliveryMode?: string | undefined
  conversation?: { id: string; isGroup?: boolean | undefined; conversationType?: string | undefined } | undefined
  from?: { id?: string | undefined } | undefined
  recipient?: { id?: string | undefined } | undefined
  membersAdded?: { id?: string | undefined }[] | undefined
  reactionsAdded?: unknown[] | undefined
  attachments?: { contentType: string }[] | undefined
  entities?: { type: string }[] | undefined
}

/**
 * All that the bot asks of a turn's context. botbuilder's TurnContext has it, and so has the one of its successor, the
 * Microsoft 365 Agents SDK: tests/channels/agents-sdk.ts proves both (docs/decisions/0011-when-to-leave-botbuilder.md).
 */
export interface BotContext {
  readonly activity: Heard
  readonly turnState: { get(key: symbol): unknown; set(key: symbol, value: unknown): unknown }
  sendActivity(activity: string | object): Promise<unknown>
  sendActivities(activities: object[]): Promise<unknown>
}
