import type { Activity } from 'botbuilder'
import { expect, test } from 'vitest'
import { conversationKey } from '../../src/channels/conversation-key.js'
import { readTurns } from '../../src/channels/turn.js'

const bot = { id: '28:bot', name: 'Ask the Clinic' }
const activity = (given: object) => ({ type: 'message', recipient: bot, ...given }) as unknown as Activity
const mention = (text: string, id = bot.id) => ({ type: 'mention', text, mentioned: { id, name: 'x' } })
const arrival = { kind: 'arrival', utterance: { text: '', locale: 'en' } }
const message = (text: string, locale = 'en') => ({ kind: 'message', utterance: { text, locale } })

test.each([
  ['plain text', { text: ' my back ' }, message('my back')],
  ['the channel’s language', { text: 'helo', locale: 'cy-GB' }, message('helo', 'cy-GB')],
  [
    'our name in front',
    { text: '<at>Ask the Clinic</at> hello', entities: [mention('<at>Ask the Clinic</at>')] },
    message('hello')
  ],
  ['another’s name', { text: '<at>Bo</at> hello', entities: [mention('<at>Bo</at>', '29:bo')] }, message('Bo hello')],
  ['a mention of nobody', { text: 'hello', entities: [{ type: 'mention' }, { type: 'clientInfo' }] }, message('hello')],
  ['signs of regular expressions', { text: '(.* hi', entities: [mention('(.*')] }, message('hi')],
  ['Teams’ hard space', { text: '<at>Ask</at>&nbsp;hello', entities: [mention('<at>Ask</at>')] }, message('hello')],
  ['no text', {}, message('')],
  ['a picture', { attachments: [{ contentType: 'image/png' }] }, { ...message(''), attached: true }],
  [
    'Teams’ second copy of the text',
    { text: 'hi', attachments: [{ contentType: 'text/html', content: '<p>hi</p>' }] },
    message('hi')
  ],
  ['a card’s button', { value: { msteams: { type: 'imBack', value: 'Book a session' } } }, message('Book a session')],
  ['a card’s button with nothing in it', { value: { msteams: { value: 5 } } }, message('')],
  ['a thumb', { type: 'messageReaction', reactionsAdded: [{ type: 'like' }] }, message('')],
  ['a correction', { type: 'messageUpdate', text: 'I can’t feel my legs' }, message('I can’t feel my legs')],
  ['somebody who came', { type: 'conversationUpdate', membersAdded: [bot, { id: '29:a' }] }, arrival],
  ['an installation', { type: 'installationUpdate', action: 'add' }, arrival],
  ['an upgrade', { type: 'installationUpdate', action: 'add-upgrade' }, arrival],
  [
    'a button of a card that is pressed by invoke',
    { type: 'invoke', name: 'adaptiveCard/action', value: { action: { data: { msteams: { value: 'Yes' } } } } },
    message('Yes')
  ]
])('%s', (_, given, turn) => expect(readTurns(activity(given)).map(read => read.turn)).toEqual([turn]))

const thumb = (reaction: string, feedback?: string) => ({
  type: 'invoke',
  name: 'message/submitAction',
  id: 'i1',
  value: { actionName: 'feedback', actionValue: { reaction, ...(feedback === undefined ? {} : { feedback }) } }
})

test.each([
  ['like', undefined, ['👍']],
  ['dislike', '{"feedbackText":""}', ['👎']],
  ['dislike', '{"feedbackText":" now I can’t feel my legs "}', ['👎', 'now I can’t feel my legs']],
  ['dislike', '{}', ['👎']],
  ['dislike', 'my legs are numb', ['👎', 'my legs are numb']],
  ['shrug', undefined, []]
])('Teams’ own thumb: %s %s', (reaction, feedback, texts) => {
  const read = readTurns(activity(thumb(reaction, feedback)))
  expect(read.map(({ turn }) => turn.utterance.text)).toEqual(texts)
  expect(new Set(read.map(({ seen }) => seen)).size).toBe(texts.length)
})

test.each([
  ['a thumb taken back', { type: 'messageReaction', reactionsRemoved: [{ type: 'like' }] }],
  ['the bot itself that came', { type: 'conversationUpdate', membersAdded: [bot] }],
  ['somebody who went', { type: 'conversationUpdate', membersRemoved: [{ id: '29:a' }] }],
  ['a removal', { type: 'installationUpdate', action: 'remove' }],
  [
    'a deleted message that came back',
    { type: 'messageUpdate', text: 'x', channelData: { eventType: 'undeleteMessage' } }
  ],
  ['a deletion', { type: 'messageDelete' }],
  ['another invoke', { type: 'invoke', name: 'signin/verifyState', value: {} }],
  ['an invoke of nothing', { type: 'invoke', name: 'adaptiveCard/action' }],
  ['typing', { type: 'typing' }],
  ['a type that nobody knows', { type: 'somethingNew' }]
])('%s is nothing to us', (_, given) => expect(readTurns(activity(given))).toEqual([]))

test('a correction is another delivery than the message, and the same one twice', () => {
  const seen = (given: object) => readTurns(activity({ id: 'a1', text: 'x', ...given }))[0]?.seen
  const edited = { type: 'messageUpdate', timestamp: new Date(5) }
  expect(seen(edited)).toBe(seen(edited))
  expect(new Set([seen({}), seen(edited), seen({ ...edited, timestamp: new Date(6) })]).size).toBe(3)
})

test('the activity itself is left as it was', () => {
  const given = activity({ text: '<at>Ask the Clinic</at> hello', entities: [mention('<at>Ask the Clinic</at>')] })
  readTurns(given)
  expect(given.text).toBe('<at>Ask the Clinic</at> hello')
})

test.each([
  [{ isGroup: true }, true],
  [{ conversationType: 'groupChat' }, true],
  [{ conversationType: 'channel' }, true],
  [{ conversationType: 'personal' }, false],
  [{}, false]
])('everybody in a group has a conversation of their own: %o', (conversation, apart) => {
  const key = (id: string, more = {}) =>
    conversationKey(
      activity({ channelId: 'msteams', conversation: { id: 'c', ...conversation }, from: { id }, ...more })
    )
  expect(key('29:a') !== key('29:b')).toBe(apart)
  const comes = { type: 'conversationUpdate' }
  expect(key('29:a', comes)).toBe(key('29:b', comes))
})
