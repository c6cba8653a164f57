import { expect, test } from 'vitest'
import { splitQuestions } from '../../src/policy/split.js'

const table = { joints: ['and then', 'and', 'also', 'if so'], begins: ['how', 'what', 'is'], kinds: [] }
const isCourtesy = (piece: string) => /^(hi|thanks)\W*$/i.test(piece)

test.each([
  ['How long is it? What do I wear?', [['How long is it?', 'What do I wear?']]],
  ['I hurt my back. Can I come? How much?', [['I hurt my back.', 'Can I come?', 'How much?']]],
  ['trigger point? fascia?', [['trigger point?', 'fascia?']]],
  ['how long and then what do I wear', [['how long', 'what do I wear']]],
  [
    'physio, also yoga',
    [
      ['physio', 'also yoga'],
      ['physio,', 'yoga'],
      ['physio', 'yoga']
    ]
  ],
  [
    'will I be sore, if so what helps',
    [
      ['will I be sore', 'if so what helps'],
      ['will I be sore,', 'what helps'],
      ['will I be sore', 'what helps']
    ]
  ],
  ['Hi! How long is it? Thanks', []],
  ['how often should I come', []],
  ['a, b', []],
  ['', []],
  ['why? '.repeat(6), []],
  ['and '.repeat(200), []],
  [`${'long '.repeat(100)}? yes?`, []]
])('%j falls apart into %j', (text, ways) => {
  expect(splitQuestions(text, table, isCourtesy).map(({ pieces }) => pieces)).toEqual(ways)
})

test('what begins like a question is asked; other words may be joined, too', () => {
  const asked = (text: string) => splitQuestions(text, table, isCourtesy).map(way => way.asked)
  expect(asked('how does it work, is there proof')).toEqual([true])
  expect(asked('so how long is it and what do I wear')).toEqual([true])
  expect(asked('what helps when it is stiff and sore')).toEqual([false])
})
