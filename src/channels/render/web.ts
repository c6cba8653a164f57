import type { Activity } from 'botbuilder'
import type { Handoff, Reply } from '../../domain/reply.js'

/**
 * For web pages. Any Direct Line client shows `text` and the buttons; our own widget draws care cards and passages from
 * `channelData.reply`.
 */
export function renderWeb(reply: Reply): Partial<Activity>[] {
  const buttons = [...reply.actions, ...(reply.feedback?.actions ?? [])]
  const actions = buttons.map(({ label }) => ({ type: 'imBack', title: label, value: label }))
  return [
    {
      type: 'message',
      text: reply.text,
      textFormat: 'markdown',
      channelData: { reply },
      ...(actions.length > 0 ? { suggestedActions: { to: [], actions } } : {})
    },
    ...(reply.handoff ? [handOff(reply.handoff)] : [])
  ]
}

/** The Bot Framework's event for a page or a human-agent hub that listens; others pass it over. */
const handOff = ({ to, url }: Handoff): Partial<Activity> => ({
  type: 'event',
  name: 'handoff.initiate',
  value: { to, url }
})
