import { type Activity, ActivityTypes, type Entity, TurnContext } from 'botbuilder'
import type { Turn } from '../domain/turn.js'

/**
 * What an activity means to us: a message (a picture, a sticker or a reaction is one with empty text), an arrival, or
 * nothing at all. The locale is the channel's; a conversationUpdate has none.
 */
export function readTurn(activity: Activity): Turn | undefined {
  const locale = activity.locale || 'en'
  switch (activity.type) {
    case ActivityTypes.Message:
      return {
        kind: 'message',
        utterance: { text: readText(activity), locale },
        ...(activity.attachments?.length ? { attached: true } : {})
      }
    case ActivityTypes.MessageReaction:
      return activity.reactionsAdded?.length ? { kind: 'message', utterance: { text: '', locale } } : undefined
    case ActivityTypes.ConversationUpdate:
      return somebodyCame(activity) ? { kind: 'arrival', utterance: { text: '', locale } } : undefined
    default:
      return undefined
  }
}

/**
 * The text without "<at>Ask the Clinic</at>". botbuilder writes into the activity that it is given and fails on a
 * mention of nobody, so it gets a copy with whole mentions only.
 */
function readText(activity: Activity): string {
  const { text, recipient } = activity
  const mentions = (activity.entities ?? []).filter(isMention)
  if (!text || mentions.length === 0 || !recipient) return text?.trim() ?? ''
  return TurnContext.removeRecipientMention({ ...activity, entities: mentions }).trim()
}

const isMention = (entity: Entity) =>
  entity.type === 'mention' && typeof entity.text === 'string' && typeof entity.mentioned?.id === 'string'

const somebodyCame = (activity: Activity) =>
  (activity.membersAdded ?? []).some(member => member.id !== activity.recipient?.id)
