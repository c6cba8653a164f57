import { expect, test } from 'vitest'
import { normalise } from '../../src/text/normalise.js'
import { sentences } from '../../src/text/sentences.js'
import { stem } from '../../src/text/stem.js'
import { tokenise } from '../../src/text/tokenise.js'

test.each([
  ['I can’t FEEL it', ['i', 'cant', 'feel', 'it']],
  ['temp 38.5, no?', ['temp', '38.5', 'no']],
  ['1-2 sessions/week', ['1', '2', 'sessions', 'week']],
  ['naïve café', ['naive', 'cafe']],
  ['😀😀', []],
  ['', []],
  ['\u0000a\ud800b', ['a', 'b']]
])('tokenise %j', (text, words) => {
  expect(tokenise(text).map(token => token.word)).toEqual(words)
})

test('offsets point into the text as written', () => {
  const text = 'My “BACK” can’t'
  expect(tokenise(text).map(({ start, end }) => text.slice(start, end))).toEqual(['My', 'BACK', 'can’t'])
})

test.each([
  ['One. Two? Three!', ['One.', 'Two?', 'Three!']],
  ['38.5 today. Worse', ['38.5 today.', 'Worse']],
  ['He said "yes." Then no', ['He said "yes."', 'Then no']],
  ['line one\nline two', ['line one', 'line two']],
  ['  ', []]
])('sentences of %j', (text, expected) => {
  expect(sentences(text).map(({ start, end }) => text.slice(start, end))).toEqual(expected)
})

test('two texts that differ in case and signs are one', () => {
  expect(normalise('How OFTEN, should I come?!')).toBe(normalise('how often should i come'))
})

test('stems bring forms together and leave numbers', () => {
  expect(stem('massages')).toBe(stem('massaging'))
  expect(stem('24')).toBe('24')
})

test('tokenise is linear: twice the text costs about twice the time', () => {
  const time = (length: number) => {
    const text = "can't ".repeat(length)
    const start = process.cpuUsage().user
    for (let round = 0; round < 20; round++) tokenise(text)
    return process.cpuUsage(undefined).user - start
  }
  time(2000)
  expect(time(8000)).toBeLessThan(20 * Math.max(time(2000), 2000))
})
