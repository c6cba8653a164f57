import type { Activity } from 'botbuilder'
import type { Reply } from '../../domain/reply.js'

/**
 * For Slack, Telegram and their like: buttons, and a Markdown that knows bold and links but neither tables nor nested
 * lists. A table's rows become lines: "Deep Tissue: Chronic tension: Uses firm pressure".
 */
export function renderSuggested(reply: Reply): Partial<Activity>[] {
  const labels = [...reply.actions, ...(reply.feedback?.actions ?? [])].map(({ label }) => label)
  const actions = labels.map(label => ({ type: 'imBack', title: label, value: label }))
  return [
    {
      type: 'message',
      text: flattenTables(reply.text),
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
