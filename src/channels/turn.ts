import { type Activity, ActivityTypes, TurnContext } from 'botbuilder'
import type { Turn } from '../domain/turn.js'

/**
 * What an activity means to us: a message (a picture, a sticker or a reaction is one with empty text), an arrival, or
 * nothing at all. The locale is the channel's; a conversationUpdate has none.
 */
export function readTurn(activity: Activity): Turn | undefined {
  const locale = activity.locale || 'en'
  switch (activity.type) {
    case ActivityTypes.Message:
      return { kind: 'message', utterance: { text: readText(activity), locale } }
    case ActivityTypes.MessageReaction:
      return activity.reactionsAdded?.length ? { kind: 'message', utterance: { text: '', locale } } : undefined
    case ActivityTypes.ConversationUpdate:
      return somebodyCame(activity) ? { kind: 'arrival', utterance: { text: '', locale } } : undefined
    default:
      return undefined
  }
}

/** The text without "<at>Ask the Clinic</at>". botbuilder writes into the activity that it is given, so it gets a copy. */
function readText(activity: Activity): string {
  if (!activity.text) return ''
  if (!activity.entities?.length || !activity.recipient) return activity.text.trim()
  return (TurnContext.removeRecipientMention({ ...activity }) ?? '').trim()
}

const somebodyCame = (activity: Activity) =>
  (activity.membersAdded ?? []).some(member => member.id !== activity.recipient?.id)
