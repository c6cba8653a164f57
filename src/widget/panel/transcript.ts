import type { Log } from './log.js'
import type { Say } from './settings.js'

/** "14:03", as the language writes it. */
export const timeOf = (at: number, language: string): string =>
  new Date(at).toLocaleTimeString(language, { hour: '2-digit', minute: '2-digit' })

/** Light Markdown as plain text: "[NHS 111](tel:111)" becomes "NHS 111 (tel:111)". */
const plain = (text: string) => text.replace(/\*\*/g, '').replace(/\[([^\]]+)\]\(([^\s)]+)\)/g, '$1 ($2)')

/** The whole conversation as text, to copy or to print: for the GP, or for whoever calls 111. */
export function transcribe(log: Log, say: Say, language: string): string {
  return log
    .map(line => {
      const who = say(line.kind === 'own' ? 'you' : 'assistant')
      const when = line.at === null ? '' : ` (${timeOf(line.at, language)})`
      return `${who}${when}\n${line.kind === 'own' ? line.text : plain(line.text)}`
    })
    .join('\n\n')
}
