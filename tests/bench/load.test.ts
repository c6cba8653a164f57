import { expect, test } from 'vitest'
import { quantile } from '../../bench/load/ledger.js'
import { readOptions } from '../../bench/load/options.js'
import { readQuestions } from '../../bench/load/questions.js'
import { formatRow } from '../../bench/load/report.js'

test('a quantile is a value that was measured, by the nearest rank', () => {
  const values = Array.from({ length: 100 }, (_, index) => 100 - index)
  expect([0.5, 0.99, 1].map(share => quantile(values, share))).toEqual([50, 99, 100])
  expect(quantile([], 0.99)).toBe(0)
})

test('load takes whole numbers and the names of its scenarios, and says what is wrong', () => {
  expect(readOptions(['--rate', '50', '--only', 'idle'])).toMatchObject({ only: ['idle'], numbers: { rate: 50 } })
  expect(() => readOptions(['--rate', 'much'])).toThrow('--rate takes a whole number')
  expect(() => readOptions(['--only', 'nothing'])).toThrow('"nothing" is no scenario')
  expect(() => readOptions(['--nonsense'])).toThrow('See --help')
})

test('visitors ask what the labelled questions ask', () => {
  const questions = readQuestions()
  expect(questions.length).toBeGreaterThan(200)
  expect(questions.every(question => question.length < 300)).toBe(true)
})

test('a row of the table breaks before it is too long', () => {
  const figures = Object.fromEntries(Array.from({ length: 12 }, (_, index) => [`figure ${index}`, index * 1000]))
  const lines = formatRow({ name: 'many', figures }).split('\n')
  expect(lines.length).toBeGreaterThan(1)
  for (const line of lines) expect(line.length).toBeLessThan(125)
})
