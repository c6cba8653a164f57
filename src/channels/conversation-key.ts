import { ActivityTypes } from 'botbuilder'
import type { Heard } from './context.js'

/**
 * Under which name the store keeps a conversation of another channel. The channel stands in front: nobody can name one of
 * ours by chance or design. In a group everybody has a conversation of their own: Ben's "no" must not answer what Anna was
 * asked ("any numbness?"), and her emergency is not his. The group itself is greeted once, whoever comes.
 */
export function conversationKey({ type, channelId, conversation, from }: Heard): string {
  const whole = `${channelId}:${conversation?.id}`
  if (type === ActivityTypes.ConversationUpdate || type === ActivityTypes.InstallationUpdate) return whole
  const group = conversation?.isGroup === true || groupTypes.includes(conversation?.conversationType ?? '')
  return group && from?.id ? `${whole}:${from.id}` : whole
}

const groupTypes = ['groupChat', 'channel']
