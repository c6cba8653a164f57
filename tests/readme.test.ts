import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { assistant } from './assembled.js'

const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8')
const plain = (text: string) => text.replace(/[*_>]/g, ' ').replace(/\s+/g, ' ').trim()

test('the sample conversation of the README is what the assistant says', () => {
  const { respond, newConversation } = assistant
  const lines = [...readme.matchAll(/^> \*\*(You|Assistant):\*\* ((?:.*\n(?:> (?!\*\*(?:You|Assistant)).*\n)*))/gm)]
  expect(lines.length).toBe(10)
  let conversation = newConversation
  let said = ''
  for (const [, who, words] of lines) {
    if (who === 'You') {
      const outcome = respond({ kind: 'message', utterance: { text: plain(words!), locale: 'en' } }, conversation)
      conversation = outcome.conversation
      said = plain(outcome.reply.text)
    } else for (const piece of plain(words!).split('…')) expect(said).toContain(piece.trim())
  }
})
