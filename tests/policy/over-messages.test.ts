import { expect, test } from 'vitest'
import { newConversation } from '../../src/domain/conversation.js'
import { hearOverMessages, keepSaid } from '../../src/policy/over-messages.js'
import type { Seen } from '../../src/policy/seen.js'
import { triage } from '../triage/tables.js'

const hear = (said: string[], text: string) =>
  hearOverMessages(triage(text), text, { ...newConversation, said }, triage)

test.each([
  [["I'm 30 weeks pregnant"], 'and bleeding a lot', 'emergency'],
  [['sciatica in my left leg'], 'now both', 'emergency'],
  [['I fell'], 'from a ladder', 'emergency'],
  [['I have a fever', 'how long is a session'], 'I feel confused', 'emergency'],
  [['my calf is swollen'], 'what does it cost', 'none'],
  [['my back hurts'], 'thank you', 'none'],
  [[], 'now both', 'none']
])('after %j, "%s" is %s', (said, text, urgency) => {
  expect(hear(said, text).urgency).toBe(urgency)
})

test('what was told before is not told again', () => {
  expect(hear(['both my legs are numb'], 'how often should I come').flags).toEqual([])
})

const after = (said: string[], text: string, answer: 'yes' | null = null) =>
  keepSaid({
    conversation: { ...newConversation, said },
    turn: { kind: 'message', utterance: { text, locale: 'en' } },
    answer,
    picked: null,
    intent: null
  } as unknown as Seen)

test('two messages are kept, each cut short; a bare answer is none of them', () => {
  expect(after(['a', 'b'], 'c')).toEqual(['b', 'c'])
  expect(after([], 'x'.repeat(4000))[0]).toHaveLength(300)
  expect(after(['a'], ' ')).toEqual(['a'])
  expect(after(['a', 'b'], 'yes', 'yes')).toEqual(['a', 'b'])
})
