import type { Activity } from 'botbuilder'
import { describe, expect, test } from 'vitest'
import { render } from '../../src/channels/render/render.js'
import { plainText } from '../../src/channels/render/text.js'
import { normalise } from '../../src/text/normalise.js'
import { assistant } from '../assembled.js'

const { base, respond, newConversation } = assistant
const say = (text: string, conversation = newConversation) =>
  respond({ kind: 'message', utterance: { text, locale: 'en' } }, conversation)

// One channel for each family of `channels/render/`.
const families = ['directline', 'msteams', 'sms', 'telegram']
const wordsOf = ({ text = '' }: Partial<Activity>) =>
  normalise(plainText(text.replace(/\|/g, ' ')).replace(/https:\S+/g, ''))

/** A label as somebody types it in a hurry: small letters, one letter of its longest word left out. */
function misspell(label: string): string {
  const longest = label.split(' ').reduce((a, b) => (b.length > a.length ? b : a))
  const middle = longest.length >> 1
  return label
    .toLowerCase()
    .replace(longest.toLowerCase(), longest.toLowerCase().slice(0, middle) + longest.toLowerCase().slice(middle + 1))
}

describe.each(base.entries.map(entry => [entry.id, entry] as const))('%s', (_, { question }) => {
  const { reply, conversation } = say(question)

  test.each(families)('%s has its words, links and choices', family => {
    const messages = render(family, reply)
    const sent = JSON.stringify(messages)
    const words = ` ${messages.map(wordsOf).join(' ')} `
    for (const message of messages) expect(Buffer.byteLength(JSON.stringify(message))).toBeLessThan(28_000)
    for (const line of plainText(reply.text.replace(/\|/g, ' '))
      .replace(/https:\S+/g, '')
      .split('\n'))
      for (const word of normalise(line).split(' ')) if (word) expect(words).toContain(` ${word} `)
    for (const link of reply.links) expect(sent).toContain(link.replace('tel:', ''))
    // Teams draws thumbs of its own.
    const thumbs = family === 'msteams' ? [] : (reply.feedback?.actions ?? [])
    for (const { label } of [...reply.actions, ...thumbs]) expect(sent).toContain(label)
    if (family === 'msteams' && reply.feedback) expect(sent).toContain('feedbackLoop')
  })

  test('each choice works by click and by typing its label, misspelt once', () => {
    for (const { label, means } of reply.actions) {
      const clicked = say(label, conversation)
      if ('entry' in means) expect(clicked.reply.entries, label).toEqual([means.entry])
      const typed = say(misspell(label), conversation)
      if (label.length > 7) expect(typed.reply.text, misspell(label)).toBe(clicked.reply.text)
    }
  })

  test('each choice works by its number', () => {
    reply.actions.forEach(({ label }, index) => {
      expect(say(String(index + 1), conversation).reply.text).toBe(say(label, conversation).reply.text)
    })
  })
})
