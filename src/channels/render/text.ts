import type { Activity } from 'botbuilder'
import type { Reply } from '../../domain/reply.js'

/** For text messages and everything else without buttons: no Markdown, addresses in full, choices to be typed. */
export function renderText(reply: Reply): Partial<Activity>[] {
  const choices = reply.actions.map(({ label }, index) => `${index + 1}. ${label}`)
  const thumbs = reply.feedback
    ? `${reply.feedback.ask} ${reply.feedback.actions.map(({ label }) => label).join(' / ')}`
    : ''
  const text = [plainText(reply.text), choices.join('\n'), thumbs].filter(Boolean).join('\n\n')
  return [{ type: 'message', text, textFormat: 'plain' }]
}

/** The light Markdown of a reply without its marks: "**now**" -> "now", "[NHS 111](tel:111)" -> "NHS 111 (111)". */
export function plainText(markdown: string): string {
  return markdown
    .split('\n')
    .filter(line => !/^\s*\|?\s*:?-{3,}/.test(line))
    .map(plainLine)
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim()
}

function plainLine(line: string): string {
  const row = /^\s*\|(.*)\|\s*$/.exec(line)
  const cells = row ? row[1]!.split('|').map(cell => cell.trim()) : [line]
  return cells
    .join(': ')
    .replace(/^\s*(#{1,6}|>)\s+/, '')
    .replace(/^(\s*)[*+]\s+/, '$1- ')
    .replace(/\[([^[\]]*)\]\(([^()\s]+)\)/g, (_, label: string, url: string) => withAddress(label, url))
    .replace(/\*\*([^*]+)\*\*/g, '$1')
}

function withAddress(label: string, url: string): string {
  const address = url.replace(/^(tel|mailto):/, '')
  return label.includes(address) ? label : `${label} (${address})`
}
