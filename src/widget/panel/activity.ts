import type { Reply } from '../../domain/reply.js'

/** A message of the conversation, out of a Direct Line activity. */
export interface Received {
  id: string
  /** The visitor's own message, come back on the stream. */
  own: boolean
  /** Our mark on an own message, by which it finds its line in the log. */
  clientId: string | null
  text: string
  /** When the server took it, in milliseconds since 1970. */
  at: number | null
  /** The structured reply, when the server sent one: drawn instead of the text. */
  reply: Reply | null
  /** Labels of the buttons. */
  actions: string[]
}

type Loose = Record<string, unknown>
const object = (value: unknown): Loose => (typeof value === 'object' && value !== null ? (value as Loose) : {})
const string = (value: unknown): string | null => (typeof value === 'string' ? value : null)
const list = (value: unknown): unknown[] => (Array.isArray(value) ? value : [])

/** Reads one activity; null for what is not a message (typing, events). */
export function readActivity(value: unknown): Received | null {
  const activity = object(value)
  const id = string(activity.id)
  if (activity.type !== 'message' || !id) return null
  const data = object(activity.channelData)
  const clientId = string(data.clientActivityID)
  const reply = Array.isArray(object(data.reply).parts) ? (data.reply as Reply) : null
  const labels = list(object(activity.suggestedActions).actions).map(action => string(object(action).title))
  return {
    id,
    own: clientId !== null || object(activity.from).role === 'user',
    clientId,
    text: string(activity.text) ?? '',
    at: Date.parse(string(activity.timestamp) ?? '') || null,
    reply,
    actions: reply?.actions?.map(({ label }) => label) ?? labels.filter(label => label !== null)
  }
}
