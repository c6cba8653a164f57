import { expect, test } from 'vitest'
import { pickOption } from '../../src/policy/pick-option.js'

const labels = ['How often for acute back pain?', 'How often for chronic back pain?', 'None of these']

test.each([
  ['How often for chronic back pain?', 1],
  ['how often for chronic back pain', 1],
  ['1', 0],
  ['the second one', 1],
  ['number 2 please', 1],
  ['first', 0],
  ['last', 2],
  ['the last one', 2],
  ['4', null],
  ['0', null],
  ['how long is a session', null],
  ['', null]
])('%j picks %s', (text, index) => {
  expect(pickOption(text, labels)).toBe(index)
})
