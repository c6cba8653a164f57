import { describe, expect, test } from 'vitest'
import type { Reply } from '../../src/domain/reply.js'
import { assistant } from '../assembled.js'
import { turnOf } from './scenario.js'

// Every step of a booking, and what may come in the middle of each: the table behind the stories of booking.yaml.

const { base, respond, newConversation } = assistant
const { messages } = base

function play(...turns: string[]) {
  let conversation = newConversation
  const replies: Reply[] = []
  for (const says of turns) {
    const outcome = respond(turnOf(says), conversation)
    conversation = outcome.conversation
    replies.push(outcome.reply)
  }
  return { conversation, reply: replies.at(-1)! }
}
const leadsToBooking = (reply: Reply) => JSON.stringify(reply).includes(base.clinic.booking.url)
const asksCheck = ({ text }: Reply) => text.includes(messages.book.check) || text.includes(messages.book['check-again'])

const urgent = 'I’ve got a temperature of 39 and my back aches'
const emergency = 'I can’t feel when I wipe'
const steps: [string, string[]][] = [
  ['the check', ['I want to book']],
  ['the check inside an answer', ['How do I book a session?']],
  ['the check again, after a question', ['I want to book', 'What is Swedish massage and who is it for?']],
  ['the check, after a sign for the GP', ['I take warfarin', 'I want to book']],
  ['the link', ['I want to book', 'no']],
  ['the caution, after a yes', ['I want to book', 'yes']],
  ['the caution, after not sure', ['I want to book', 'not sure']],
  ['a questions about a sign before it', ['I feel numb, can I book?']],
  ['held after an urgent sign', [urgent, 'I want to book']],
  ['closed in an emergency', [emergency, 'I want to book']]
]

describe.each(steps)('at %s', (_, turns) => {
  const urgencyBefore = play(...turns).conversation.urgency

  test('cancel leaves no question and no link', () => {
    const { reply } = play(...turns, 'cancel')
    expect(asksCheck(reply)).toBe(false)
    expect(reply.parts.some(part => part.kind === 'link' && part.purpose === 'booking')).toBe(false)
  })

  test('going back never opens more than there was', () => {
    const { reply } = play(...turns, 'go back')
    expect(reply.parts.some(part => part.kind === 'link' && part.purpose === 'booking')).toBe(false)
  })

  test('starting over is a new conversation', () => {
    const { conversation } = play(...turns, 'start over')
    expect({ ...conversation, offered: [] }).toEqual(newConversation)
  })

  test('a question in the middle is answered', () => {
    const { reply } = play(...turns, 'How long does a lower back massage session last?')
    expect(reply.entries).toEqual(['session-length'])
  })

  test('after the question a wish to book stands where it stood', () => {
    const { reply, conversation } = play(...turns, 'How long does a lower back massage session last?', 'I want to book')
    expect(reply.decision === 'book' || conversation.waiting?.for === 'sign').toBe(true)
    if (urgencyBefore === 'urgent' || urgencyBefore === 'emergency') expect(leadsToBooking(reply)).toBe(false)
  })

  test('a red flag in the middle is answered alone and closes booking', () => {
    const { reply, conversation } = play(...turns, 'I can’t wee')
    expect(reply.decision).toBe('see-a-doctor')
    expect(reply.urgency).toBe('emergency')
    expect(reply.parts.every(({ kind }) => kind === 'care-card')).toBe(true)
    expect(leadsToBooking(reply)).toBe(false)
    const again = respond(turnOf('I want to book'), conversation).reply
    expect(leadsToBooking(again)).toBe(false)
    expect(again.actions.map(({ label }) => label)).toContain(messages.buttons['not-now'])
  })

  test('an urgent sign in the middle is answered alone and holds booking', () => {
    const { reply, conversation } = play(...turns, urgent)
    expect(['urgent', 'emergency']).toContain(reply.urgency)
    expect(leadsToBooking(reply)).toBe(false)
    expect(leadsToBooking(respond(turnOf('I want to book'), conversation).reply)).toBe(false)
  })
})
