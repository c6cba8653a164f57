import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Received, readActivity } from '../../src/widget/panel/activity.js'
import {
  advance,
  choicesKey,
  currentActions,
  currentFeedback,
  isWaiting,
  type Log,
  type LogEvent
} from '../../src/widget/panel/log.js'
import { reply } from '../channels/echo.js'

const own = (id: string, clientId: string | null, text = 'hello'): Received => ({
  id,
  own: true,
  clientId,
  text,
  at: 0,
  reply: null,
  actions: []
})
const answer = (id: string, actions: string[] = []): Received => ({
  id,
  own: false,
  clientId: null,
  text: 'answer',
  at: 0,
  reply: null,
  actions
})
const play = (...events: LogEvent[]): Log => events.reduce(advance, [])

describe('the log', () => {
  test('an echo settles the line that is there', () => {
    const log = play(
      { kind: 'typed', key: 'k', text: 'hello', at: 0 },
      { kind: 'received', messages: [own('1', 'k'), answer('2')] }
    )
    expect(log.map(line => [line.kind, line.id])).toEqual([
      ['own', '1'],
      ['reply', '2']
    ])
    expect(isWaiting(log)).toBe(false)
  })

  test('after "forget me" nothing of before is left on the screen', () => {
    const forgotten = { ...answer('4'), reply: reply({ forget: true }) }
    const log = play({ kind: 'received', messages: [own('1', null, 'secret'), answer('2'), own('3', null), forgotten] })
    expect(log.map(line => line.id)).toEqual(['4'])
  })

  test('the thumbs are those of the last answer', () => {
    const actions = [{ label: '👍 Helpful', means: { intent: 'helpful' } } as const]
    const asked = { ...answer('2'), reply: reply({ feedback: { ask: 'Was this helpful?', actions } }) }
    expect(currentFeedback(play({ kind: 'received', messages: [asked] }))).toEqual({
      ask: 'Was this helpful?',
      labels: ['👍 Helpful']
    })
    expect(currentFeedback(play({ kind: 'received', messages: [asked, answer('3')] }))).toBeNull()
  })

  test('what comes again is dropped, in any order of frame, poll and answer to the POST', () => {
    const messages = [own('1', 'k'), answer('2')]
    const events: LogEvent[] = [
      { kind: 'received', messages },
      { kind: 'received', messages: messages.slice(1) },
      { kind: 'stored', key: 'k', id: '1' },
      { kind: 'received', messages }
    ]
    fc.assert(
      fc.property(fc.shuffledSubarray(events, { minLength: 1 }), some => {
        const log = play({ kind: 'typed', key: 'k', text: 'hello', at: 0 }, ...some)
        expect(log.filter(line => line.kind === 'own')).toHaveLength(1)
        expect(log.filter(line => line.kind === 'reply').length).toBeLessThanOrEqual(1)
      })
    )
  })

  test('a reload brings everything back, own messages too', () => {
    const log = play({ kind: 'received', messages: [answer('0'), own('1', 'k', 'how often'), answer('2')] })
    expect(log.map(line => line.text)).toEqual(['answer', 'how often', 'answer'])
  })

  test('not sent, then again, then sent', () => {
    const failed = play({ kind: 'typed', key: 'k', text: 'a', at: 0 }, { kind: 'failed', key: 'k', said: 'Call 111.' })
    expect(failed).toMatchObject([{ state: 'failed' }, { kind: 'reply', text: 'Call 111.' }])
    const again = advance(failed, { kind: 'again', key: 'k' })
    expect(again).toMatchObject([{ state: 'sending' }])
    expect(isWaiting(again)).toBe(true)
    expect(advance(again, { kind: 'stored', key: 'k', id: '7' })).toMatchObject([{ state: 'sent', id: '7' }])
  })

  test('a message whose echo has come did not fail, whatever became of the POST', () => {
    const log = play(
      { kind: 'typed', key: 'k', text: 'a', at: 0 },
      { kind: 'received', messages: [own('1', 'k')] },
      { kind: 'failed', key: 'k' }
    )
    expect(log).toMatchObject([{ state: 'sent' }])
  })

  test('only the buttons of the last answer are offered', () => {
    const welcomed = play({ kind: 'received', messages: [answer('0', ['one'])] })
    expect(currentActions(welcomed)).toEqual(['one'])
    expect(choicesKey(welcomed)).toBe('suggestions')
    expect(currentActions(advance(welcomed, { kind: 'typed', key: 'k', text: 'a', at: 0 }))).toEqual([])
  })

  test.each([
    [{ entry: 'swedish' }, 'follow-ups'],
    [{ answer: 'no' as const }, null]
  ])('above buttons that mean %j stands: %s', (means, key) => {
    const said = reply({ decision: 'book', actions: [{ label: 'one', means }] })
    const log = play({ kind: 'received', messages: [own('1', null), { ...answer('2', ['one']), reply: said }] })
    expect(choicesKey(log)).toBe(key)
  })
})

describe('an activity', () => {
  test('a structured reply', () => {
    const reply = { parts: [], actions: [{ label: 'More' }] }
    const activity = { type: 'message', id: '1', from: { id: 'bot', role: 'bot' }, text: 'x', channelData: { reply } }
    const timestamp = '2026-01-02T09:05:00.000Z'
    const at = Date.parse(timestamp)
    const read = { id: '1', own: false, clientId: null, text: 'x', reply, actions: ['More'] }
    expect(readActivity({ ...activity, timestamp })).toEqual({ ...read, at })
    expect(readActivity({ ...activity, timestamp: 'soon' })).toEqual({ ...read, at: null })
  })

  test('without a structured reply its text and suggested actions', () => {
    const suggestedActions = { actions: [{ type: 'imBack', title: 'More', value: 'More' }] }
    expect(readActivity({ type: 'message', id: '1', text: 'x', suggestedActions })).toMatchObject({
      reply: null,
      actions: ['More']
    })
  })

  test('own messages, by role', () => {
    expect(readActivity({ type: 'message', id: '1', from: { role: 'user' }, text: 'x' })).toMatchObject({ own: true })
  })

  test('what is no message is nothing, and nothing throws', () => {
    for (const odd of [null, 3, 'x', [], {}, { type: 'typing', id: '1' }, { type: 'message' }])
      expect(readActivity(odd)).toBeNull()
    fc.assert(fc.property(fc.anything(), value => void readActivity(value)))
  })
})
