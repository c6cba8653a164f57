import type { Reply } from '../../domain/reply.js'
import type { Received } from './activity.js'

/** `too-many`: failed because so much was sent at once. */
export type OwnState = 'sending' | 'sent' | 'failed' | 'too-many'

/**
 * One line of the conversation. `id` is the server's; null until the server has stored an own message. `at`: milliseconds
 * since 1970, null when nobody said.
 */
export type Line =
  | { kind: 'own'; key: string; id: string | null; text: string; at: number | null; state: OwnState }
  | { kind: 'reply'; key: string; id: string; text: string; at: number | null; reply: Reply | null; actions: string[] }

export type Log = readonly Line[]

export type LogEvent =
  | { kind: 'typed'; key: string; text: string; at: number }
  | { kind: 'stored'; key: string; id: string }
  /** `said`: what the server says instead of an answer (the safety line). */
  | { kind: 'failed'; key: string; said?: string | null; tooMany?: boolean }
  | { kind: 'again'; key: string }
  | { kind: 'received'; messages: Received[] }

const change = (log: Log, key: string, state: OwnState, id?: string): Log =>
  log.map(line => (line.kind === 'own' && line.key === key ? { ...line, state, id: id ?? line.id } : line))

/**
 * Adds what came in, once: reconnecting and polling deliver messages again. A message is known by the server's id, an own
 * one also by the mark that we gave it, so that its echo settles the line that is already there.
 */
function receive(log: Log, message: Received): Log {
  const { id, own, clientId, text, at, reply, actions } = message
  if (log.some(line => line.id === id)) return log
  if (!own) {
    const line: Line = { kind: 'reply', key: id, id, text, at, reply, actions }
    // "forget me": what the server no longer has is not kept on the screen either.
    return reply?.forget ? [line] : [...log, line]
  }
  if (clientId !== null && log.some(line => line.key === clientId)) return change(log, clientId, 'sent', id)
  return [...log, { kind: 'own', key: clientId ?? id, id, text, at, state: 'sent' }]
}

/** A loop and not `reduce`: old libraries (Prototype.js) put something else in its place. */
function receiveAll(log: Log, messages: Received[]): Log {
  let after = log
  for (const message of messages) after = receive(after, message)
  return after
}

const saidKey = (key: string) => `${key} said`

function fail(log: Log, key: string, said: string | null, tooMany: boolean): Log {
  // An echo may have told us already that the server has it, and only the answer to the POST was lost.
  if (log.some(line => line.key === key && line.id !== null)) return log
  const failed = change(log, key, tooMany ? 'too-many' : 'failed')
  if (!said) return failed
  const id = saidKey(key)
  return [...failed, { kind: 'reply', key: id, id, text: said, at: null, reply: null, actions: [] }]
}

/** The log after an event. */
export function advance(log: Log, event: LogEvent): Log {
  switch (event.kind) {
    case 'typed':
      return [...log, { kind: 'own', key: event.key, id: null, text: event.text, at: event.at, state: 'sending' }]
    case 'stored':
      return change(log, event.key, 'sent', event.id)
    case 'failed':
      return fail(log, event.key, event.said ?? null, event.tooMany ?? false)
    case 'again':
      return change(
        log.filter(line => line.key !== saidKey(event.key)),
        event.key,
        'sending'
      )
    case 'received':
      return receiveAll(log, event.messages)
  }
}

/** True while the visitor waits for an answer. */
export function isWaiting(log: Log): boolean {
  const last = log.at(-1)
  return last?.kind === 'own' && (last.state === 'sending' || last.state === 'sent')
}

/** The buttons that still make sense: those of the last line. */
export function currentActions(log: Log): string[] {
  const last = log.at(-1)
  return last?.kind === 'reply' ? last.actions : []
}

/** The thumbs under the last answer. */
export function currentFeedback(log: Log): { ask: string; labels: string[] } | null {
  const last = log.at(-1)
  const feedback = last?.kind === 'reply' ? last.reply?.feedback : null
  return feedback ? { ask: feedback.ask, labels: feedback.actions.map(({ label }) => label) } : null
}

/** True while nothing on the screen may lead to booking: the last reply says so. */
export function isBookingClosed(log: Log): boolean {
  const replies = log.filter(line => line.kind === 'reply')
  return replies.at(-1)?.reply?.bookingClosed ?? false
}

/** How many answers there are: what is more than at closing has not been read. */
export const countReplies = (log: Log): number => log.filter(line => line.kind === 'reply').length

/** What stands above the buttons, as a key: nothing where the reply's own words do it ("do any of these apply to you?"). */
export function choicesKey(log: Log): 'suggestions' | 'follow-ups' | null {
  if (!log.some(line => line.kind === 'own')) return 'suggestions'
  const last = log.at(-1)
  const reply = last?.kind === 'reply' ? last.reply : null
  const leadsOn = reply?.decision === 'answer' || reply?.decision === 'book'
  return leadsOn && reply.actions.some(({ means }) => 'entry' in means) ? 'follow-ups' : null
}
