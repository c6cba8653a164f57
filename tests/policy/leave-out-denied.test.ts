import { expect, test } from 'vitest'
import type { Finding } from '../../src/domain/assessment.js'
import { leaveOutDenied } from '../../src/policy/leave-out-denied.js'

const find = (text: string, words: string, assertion: Finding['assertion']): Finding => ({
  flag: 'fever',
  urgency: 'urgent',
  card: 'urgent',
  start: text.indexOf(words),
  end: text.indexOf(words) + words.length,
  words,
  pattern: words,
  assertion,
  person: 'self',
  because: ''
})
const leave = (text: string, ...denied: string[]) =>
  leaveOutDenied(text, { urgency: 'none', flags: [], findings: denied.map(words => find(text, words, 'negated')) })

test('what is denied is not what is asked about', () => {
  expect(leave('no fever, just a stiff back', 'fever')).toBe('no , just a stiff back')
  expect(leave('no numb legs or fever, how often?', 'fever', 'numb legs')).toBe('no  or , how often?')
})

test('signs that share words are left out once', () => {
  expect(leave('no high fever at night, how often?', 'high fever', 'fever at night')).toBe('no , how often?')
})

test('a message of nothing else, and a sign that is there, stay as they are', () => {
  expect(leave('fever', 'fever')).toBe('fever')
  const text = 'i have a fever'
  expect(leaveOutDenied(text, { urgency: 'urgent', flags: [], findings: [find(text, 'fever', 'present')] })).toBe(text)
})
