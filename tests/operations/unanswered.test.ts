import { describe, expect, test } from 'vitest'
import { newConversation } from '../../src/domain/conversation.js'
import type { Trace } from '../../src/domain/trace.js'
import { collectWords, createNoteUnanswered } from '../../src/operations/unanswered.js'
import { reply, trace } from '../channels/echo.js'

const words = [
  'Do you do Swedish massage?',
  'is there parking near the clinic',
  'what about cupping, in my lunch break'
]
const note = createNoteUnanswered(collectWords(words))

const ask = (text: string, given: Partial<Trace> = {}, state: Partial<typeof newConversation> = {}) =>
  note(
    { kind: 'message', utterance: { text, locale: 'en' } },
    {
      reply: reply(),
      conversation: { ...newConversation, ...state },
      trace: { ...trace, decision: 'fallback', ...given }
    }
  )

describe('an unanswered question', () => {
  test.each([
    ['Is there parking?', 'Is there parking?'],
    ['IS THERE PARKING', 'is there parking'],
    ['do you do Swedish cupping', 'do you do Swedish cupping'],
    // What the folder does not know may be a name; so may a word with a capital.
    ['is Zebedee Quartermain in the clinic', 'is … in the clinic'],
    ['is Cupping in the clinic', 'is … in the clinic'],
    ['is there parking, call 07700 900123', 'is there parking, … [phone]'],
    ['what about my xylofibrosis', 'what about my …']
  ])('%s', (text, kept) => expect(ask(text)).toBe(kept))

  test('that says nothing once names are out is not kept', () => expect(ask('Zebedee Quartermain there')).toBeNull())

  test('has 200 characters at most', () => {
    const kept = ask('is there parking near the clinic '.repeat(20))!
    expect(kept.length).toBeLessThanOrEqual(200)
    expect(kept).toMatch(/…$/)
  })

  test('is kept only when nothing answered it and no sign was found, now or before', () => {
    const finding = { flag: 'x', words: 'x' } as Trace['assessment']['findings'][number]
    const text = 'is there parking'
    expect(ask(text, { decision: 'answer' })).toBeNull()
    expect(ask(text, { intent: 'greet' })).toBeNull()
    expect(ask(text, { assessment: { urgency: 'none', flags: [], findings: [finding] } })).toBeNull()
    expect(ask(text, {}, { signs: [{ flag: 'x', urgency: 'gp' }] })).toBeNull()
  })
})
