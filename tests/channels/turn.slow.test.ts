import type { Activity } from 'botbuilder'
import { expect, test } from 'vitest'
import { readTurn } from '../../src/channels/turn.js'

const bot = { id: '28:bot', name: 'Ask the Clinic' }
const activity = (given: object) => ({ type: 'message', recipient: bot, ...given }) as unknown as Activity
const mention = (text: string, id = bot.id) => ({ type: 'mention', text, mentioned: { id, name: 'x' } })
const message = (text: string, locale = 'en') => ({ kind: 'message', utterance: { text, locale } })

test.each([
  ['plain text', { text: ' my back ' }, message('my back')],
  ['the channel’s language', { text: 'helo', locale: 'cy-GB' }, message('helo', 'cy-GB')],
  [
    'our name in front',
    { text: '<at>Ask the Clinic</at> hello', entities: [mention('<at>Ask the Clinic</at>')] },
    message('hello')
  ],
  [
    'another’s name',
    { text: '<at>Bo</at> hello', entities: [mention('<at>Bo</at>', '29:bo')] },
    message('<at>Bo</at> hello')
  ],
  ['a mention of nobody', { text: 'hello', entities: [{ type: 'mention' }, { type: 'clientInfo' }] }, message('hello')],
  ['signs of regular expressions', { text: '(.* hi', entities: [mention('(.*')] }, message('hi')],
  ['no text', {}, message('')],
  ['a picture', { attachments: [{ contentType: 'image/png' }] }, { ...message(''), attached: true }],
  ['a thumb', { type: 'messageReaction', reactionsAdded: [{ type: 'like' }] }, message('')],
  ['a thumb taken back', { type: 'messageReaction', reactionsRemoved: [{ type: 'like' }] }, undefined],
  [
    'somebody who came',
    { type: 'conversationUpdate', membersAdded: [bot, { id: '29:a' }] },
    { kind: 'arrival', utterance: { text: '', locale: 'en' } }
  ],
  ['the bot itself that came', { type: 'conversationUpdate', membersAdded: [bot] }, undefined],
  ['somebody who went', { type: 'conversationUpdate', membersRemoved: [{ id: '29:a' }] }, undefined],
  ['typing', { type: 'typing' }, undefined],
  ['a type that nobody knows', { type: 'somethingNew' }, undefined]
])('%s', (_, given, turn) => expect(readTurn(activity(given))).toEqual(turn))

test('the activity itself is left as it was', () => {
  const given = activity({ text: '<at>Ask the Clinic</at> hello', entities: [mention('<at>Ask the Clinic</at>')] })
  readTurn(given)
  expect(given.text).toBe('<at>Ask the Clinic</at> hello')
})
