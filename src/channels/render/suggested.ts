import type { Activity } from 'botbuilder'
import type { Reply } from '../../domain/reply.js'
import type { Limits } from '../fit.js'

/**
 * For Slack, Telegram and their like: buttons, and a Markdown that knows bold and links but neither tables nor nested
 * lists. A table's rows become lines: "Deep Tissue: Chronic tension: Uses firm pressure". Choices for which there is no button
 * are numbered under the text, thumbs for which there is none are left out.
 */
export function renderSuggested(reply: Reply, { buttons }: Limits): Partial<Activity>[] {
  const choices = reply.actions.map(({ label }) => label)
  const thumbs = (reply.feedback?.actions ?? []).map(({ label }) => label)
  const labels = choices.length + thumbs.length <= buttons ? [...choices, ...thumbs] : choices.slice(0, buttons)
  const actions = labels.map(label => ({ type: 'imBack', title: label, value: label }))
  const numbered = choices.slice(buttons).map((label, index) => `${buttons + index + 1}. ${label}`)
  return [
    {
      type: 'message',
      text: [flattenTables(reply.text), numbered.join('\n')].filter(Boolean).join('\n\n'),
      textFormat: 'markdown',
      ...(actions.length > 0 ? { suggestedActions: { to: [], actions } } : {})
    }
  ]
}

export function flattenTables(markdown: string): string {
  return markdown
    .split('\n')
    .filter(line => !/^\s*\|\s*:?-/.test(line))
    .map(line => {
      const row = /^\s*\|(.*)\|\s*$/.exec(line)
      if (!row) return line
      return `- ${row[1]!
        .split('|')
        .map(cell => cell.trim())
        .join(': ')}`
    })
    .join('\n')
}
