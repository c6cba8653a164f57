import { type Activity, ActivityTypes, TurnContext } from 'botbuilder'
import type { Turn } from '../domain/turn.js'
import type { Heard } from './context.js'
import { readInvoke } from './invoke.js'

/** A turn, and the id by which a second delivery of it is known. */
export interface ReadTurn {
  turn: Turn
  seen: string | null
}

/** Somebody comes once to a conversation, although Teams tells it twice (installationUpdate and conversationUpdate). */
export const arrivalId = 'arrival'

/**
 * What an activity means to us: messages (a picture, a sticker or a reaction is one with empty text), an arrival, or
 * nothing at all. The locale is the channel's; a conversationUpdate has none.
 */
export function readTurns(activity: Heard): ReadTurn[] {
  const locale = activity.locale || 'en'
  const id = activity.id ?? null
  const message = (text: string, seen = id): ReadTurn => ({
    turn: { kind: 'message', utterance: { text, locale } },
    seen
  })

  switch (activity.type) {
    case ActivityTypes.Message: {
      const { turn } = message(readText(activity))
      return [{ turn: activity.attachments?.some(isFile) ? { ...turn, attached: true } : turn, seen: id }]
    }
    case ActivityTypes.MessageUpdate:
      // What was corrected is read anew ("I can feel my legs" -> "I can't feel my legs"), under an id of its own.
      return isEdit(activity)
        ? [message(readText(activity), `${id} edited ${activity.timestamp && new Date(activity.timestamp).getTime()}`)]
        : []
    case ActivityTypes.MessageReaction:
      return activity.reactionsAdded?.length ? [message('')] : []
    case ActivityTypes.ConversationUpdate:
      return somebodyCame(activity) ? [arrival(locale)] : []
    case ActivityTypes.InstallationUpdate:
      return String(activity.action).startsWith('add') ? [arrival(locale)] : []
    case ActivityTypes.Invoke:
      return readInvoke(activity).map((text, index) => message(text, id && `${id} ${index}`))
    default:
      return []
  }
}

const arrival = (locale: string): ReadTurn => ({
  turn: { kind: 'arrival', utterance: { text: '', locale } },
  seen: arrivalId
})

/** A deleted message that its writer takes back comes as an update, too: it was answered already. */
const isEdit = ({ text, channelData }: Heard) => Boolean(text) && channelData?.eventType !== 'undeleteMessage'

/** Teams sends the text of every message once more as HTML. */
const isFile = ({ contentType }: { contentType: string }) => contentType !== 'text/html'

/**
 * The text without "<at>Ask the Clinic</at>"; of others who are mentioned the names stay. botbuilder writes into the
 * activity that it is given and fails on a mention of nobody, so it gets a copy with whole mentions only.
 */
function readText(activity: Heard): string {
  const { text, recipient } = activity
  if (!text) return pressed(activity)
  const mentions = (activity.entities ?? []).filter(isMention)
  const rest =
    mentions.length > 0 && recipient
      ? TurnContext.removeRecipientMention({ ...activity, entities: mentions } as Activity)
      : text
  return rest
    .replace(/<\/?at[^<>]{0,100}>/g, '')
    .replaceAll('&nbsp;', ' ')
    .trim()
}

/** Clients that do not know "imBack" send what a card's button holds instead of what it says. */
function pressed({ value }: Heard): string {
  const said = value?.msteams?.value ?? value?.msteams?.text
  return typeof said === 'string' ? said.slice(0, 200).trim() : ''
}

const isMention = (entity: { type: string; text?: unknown; mentioned?: { id?: unknown } }) =>
  entity.type === 'mention' && typeof entity.text === 'string' && typeof entity.mentioned?.id === 'string'

const somebodyCame = (activity: Heard) =>
  (activity.membersAdded ?? []).some(member => member.id !== activity.recipient?.id)
