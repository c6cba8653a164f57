import { expect, test } from 'vitest'
import { splitQuestions } from '../../src/policy/split.js'

const joints = ['and then', 'and', 'also']

test.each([
  ['How long is it? What do I wear?', [['How long is it?', 'What do I wear?']]],
  ['I hurt my back. Can I come? How much?', [['I hurt my back.', 'Can I come?', 'How much?']]],
  ['trigger point? fascia?', [['trigger point?', 'fascia?']]],
  ['how long and then what do I wear', [['how long', 'what do I wear']]],
  [
    'physio, also yoga',
    [
      ['physio', 'also yoga'],
      ['physio,', 'yoga']
    ]
  ],
  ['how often should I come', []],
  ['a, b', []],
  ['', []],
  ['why? '.repeat(6), []],
  ['and '.repeat(200), []],
  [`${'long '.repeat(100)}? yes?`, []]
])('%j falls apart into %j', (text, ways) => {
  expect(splitQuestions(text, joints).map(({ pieces }) => pieces)).toEqual(ways)
})
