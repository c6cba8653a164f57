import { readdirSync } from 'node:fs'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createRespond } from '../../src/assistant.js'
import { render } from '../../src/channels/render/render.js'
import { plainText } from '../../src/channels/render/text.js'
import type { Conversation } from '../../src/domain/conversation.js'
import type { Reply } from '../../src/domain/reply.js'
import type { Respond } from '../../src/domain/respond.js'
import { assistant } from '../assembled.js'

const count = 20_000
const seed = 20_240
const publicUrl = 'https://ask.example'
const { base, newConversation } = assistant

// A channel for each file of `channels/render/`.
const channels = { web: 'directline', teams: 'msteams', text: 'sms', suggested: 'telegram' }

const say = (text: string, conversation: Conversation, respond: Respond = assistant.respond) =>
  respond({ kind: 'message', utterance: { text, locale: 'en' } }, conversation)
const play = (...texts: string[]) =>
  texts.reduce((conversation, text) => say(text, conversation).conversation, newConversation)

const states = {
  'nothing said': newConversation,
  'an answer shown': play(base.entries[0]!.question),
  'a clarifying question': play('tight'),
  'two fallbacks': play('what is the capital of France', 'tell me a joke'),
  'the check before booking': play('I want to book'),
  'the check answered with yes': play('I want to book', 'yes'),
  'booking shown': play('I want to book', 'no'),
  'a gp sign': play('I have diabetes'),
  'a question about an unclear sign': play('my leg is tingling'),
  'the second question about it': play('my leg is tingling', 'no'),
  'an urgent sign': play('my back aches and I have a temperature of 39'),
  'an open emergency': play('I can’t feel when I wipe'),
  'an open emergency and an answer': play('I can’t feel when I wipe', base.entries[1]!.question),
  'an open emergency and a clarifying question': play('I can’t feel when I wipe', 'tight'),
  'an open emergency and a refused booking': play('I can’t feel when I wipe', 'I want to book'),
  'an emergency that is not about now': play('I can’t feel when I wipe', base.messages.buttons['not-now'])
}

const presentOf = (...urgencies: string[]) =>
  fc.constantFrom(
    ...base.redFlags.flags
      .filter(flag => urgencies.includes(flag.urgency))
      .flatMap(({ present, other = [], misspelt = [] }) => [...present, ...other, ...misspelt])
  )
const signs = fc.oneof(
  { weight: 14, arbitrary: presentOf('emergency', 'urgent') },
  { weight: 1, arbitrary: presentOf('gp', 'wait') }
)
const questions = fc.constantFrom(...base.entries.flatMap(entry => [entry.question, ...entry.phrasings.slice(0, 5)]))
const bookings = fc.constantFrom(
  'I want to book',
  'can I book for tomorrow',
  'how do I book',
  'book an appointment please',
  'do you have anything free on Saturday',
  'give me the booking link'
)
const fillers = fc.constantFrom(
  'hi',
  'Hello there.',
  'please',
  'thanks!',
  'erm',
  'sorry to bother you',
  'quick one:',
  '🙏'
)
const answers = fc.constantFrom(
  'yes',
  'no',
  'not sure',
  'yes I think so',
  'no I mean I don’t have that',
  'the second one'
)
const joints = fc.constantFrom('. ', ', ', ' and ', ' but ', '\n', '? ', ' - also ', ' ')
const cases = fc.constantFrom<(text: string) => string>(
  text => text,
  text => text.toUpperCase(),
  text => text.toLowerCase().replace(/[.,?!’']/g, '')
)

const rarely = <A, B>(rare: fc.Arbitrary<A>, usual: fc.Arbitrary<B>) =>
  fc.oneof({ weight: 1, arbitrary: rare }, { weight: 19, arbitrary: usual })

/** A message of one to four pieces, most with a sign: "hi, can I book for tomorrow and my legs are numb". */
const written = fc
  .tuple(
    fc.array(fc.oneof(fillers, bookings, questions), { maxLength: 2 }),
    rarely(fc.constant(null), signs),
    fc.array(fc.oneof(fillers, bookings, questions, signs), { maxLength: 1 }),
    joints,
    cases
  )
  .map(([before, sign, after, joint, shape]) => shape([...before, ...(sign ? [sign] : []), ...after].join(joint)))
const messages = rarely(answers, written)

/** What is said next: in a state of the list or where the last message left off; at times a button is pressed. */
const steps = fc.record({
  state: fc.option(fc.constantFrom(...Object.values(states)), { freq: 2 }),
  text: messages,
  press: rarely(fc.nat(3), fc.constant(null))
})

const provider = new RegExp(base.clinic.booking.provider, 'i')
const booking = base.clinic.booking.url.replace(/\/$/, '')
const passages = base.entries.map(entry => entry.passage.text.slice(0, 40))
const asked = new Set(base.entries.map(entry => entry.question))

/** All titles of buttons and links in what a channel is sent, however deep. */
function titlesIn(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, inner]) =>
    typeof inner === 'string' && ['title', 'label'].includes(key) ? [inner] : titlesIn(inner)
  )
}

/** What of booking or the article is in a reply as one channel shows it. */
function sold(channel: string, reply: Reply): string[] {
  const sent = render(channel, reply)
  const all = JSON.stringify(sent)
  return [
    ...(all.includes(booking) || provider.test(all) ? ['booking link'] : []),
    ...titlesIn(sent).filter(title => /\bbook/i.test(title) || asked.has(title)),
    ...(all.includes('/articles/') ? ['article link'] : []),
    ...passages.filter(words => all.includes(words))
  ]
}

test('every renderer is under test', () => {
  const files = readdirSync(new URL('../../src/channels/render/', import.meta.url)).map(file => file.slice(0, -3))
  expect(files.filter(file => file !== 'render').sort()).toEqual(Object.keys(channels).sort())
})

test(`${count} messages: no emergency or urgent reply sells anything, and an open emergency closes booking`, () => {
  const seen = { emergency: 0, urgent: 0, open: 0 }
  let before: Conversation = newConversation
  let buttons: string[] = []
  for (const { state, text, press } of fc.sample(steps, { numRuns: count, seed })) {
    before = state ?? before
    const button = state || press === null ? undefined : buttons[press]
    const { reply, conversation } = say(button ?? text, before)
    const { urgency } = reply
    const acute = urgency === 'emergency' || urgency === 'urgent'
    const open = conversation.emergencyOpen
    if (acute) seen[urgency]++
    if (open) seen.open++
    const wrong = Object.values(channels).flatMap(channel =>
      acute ? sold(channel, reply) : open && JSON.stringify(render(channel, reply)).includes(booking) ? [booking] : []
    )
    if ((acute || open) && !reply.bookingClosed) wrong.push('booking is not closed')
    if (wrong.length > 0) expect.fail(JSON.stringify({ wrong, said: button ?? text, before, reply: reply.text }))
    before = conversation
    buttons = reply.actions.map(action => action.label)
  }
  // Otherwise the loop has shown nothing.
  expect(seen.emergency).toBeGreaterThan(7000)
  expect(seen.urgent).toBeGreaterThan(5000)
  expect(seen.open).toBeGreaterThan(10_000)
}, 240_000)

const fails = () => {
  throw new Error('broken')
}

test.each([
  ['red flags', { assess: fails, notice: () => null }],
  ['unclear signs', { assess: () => ({ urgency: 'none' as const, flags: [], findings: [] }), notice: fails }]
])('when triage of %s throws, the safety line is the reply on every channel, in every state', (_, triage) => {
  const rank = () => ({ outcome: 'fallback' as const, candidates: [], outside: null })
  const broken = createRespond(
    base,
    { ...triage, assessByRules: triage.assess, rank },
    { publicUrl, retentionMinutes: 60 }
  )
  const said = [...fc.sample(messages, { numRuns: 100, seed }), 'I want to book', base.entries[0]!.question, '']
  for (const [name, state] of Object.entries(states))
    for (const text of said) {
      const { reply, conversation } = say(text, state, broken)
      expect(conversation, name).toBe(state)
      expect(reply.text).toMatch(/999.*111/s)
      for (const channel of Object.values(channels)) {
        const [message, ...more] = render(channel, reply)
        expect(more).toEqual([])
        expect(plainText(message!.text!), `${channel}, ${name}: ${text}`).toBe(plainText(reply.text))
        expect(plainText(message!.text!)).toContain(base.messages['safety-line'].split('{')[0]!.trim())
        expect(JSON.stringify(message)).not.toContain(booking)
        expect(titlesIn(message)).toEqual([])
      }
    }
})
