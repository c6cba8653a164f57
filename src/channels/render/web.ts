import type { Activity } from 'botbuilder'
import type { Reply } from '../../domain/reply.js'

/**
 * For web pages. Any Direct Line client shows `text` and the buttons; our own widget draws care cards and passages from
 * `channelData.reply`.
 */
export function renderWeb(reply: Reply): Partial<Activity>[] {
  const actions = reply.actions.map(({ label }) => ({ type: 'imBack', title: label, value: label }))
  return [
    {
      type: 'message',
      text: reply.text,
      textFormat: 'markdown',
      channelData: { reply },
      ...(actions.length > 0 ? { suggestedActions: { to: [], actions } } : {})
    }
  ]
}
