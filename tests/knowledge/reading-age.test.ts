import { expect, test } from 'vitest'
import { base } from './loaded.js'
import { readingAge, syllables } from './reading-age.js'

const { messages, unclear } = base

/** Every sentence in a piece of the knowledge: ids and addresses are no sentences. */
function sentencesIn(value: unknown): string[] {
  if (typeof value === 'string') return [value]
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, inner]) => (['id', 'url'].includes(key) ? [] : sentencesIn(inner)))
}

// Our own wording. The passages are the clinic's article and stay as they are.
const own = [
  ...sentencesIn({ ...messages, page: {} }),
  ...unclear.questions.flatMap(question => [question.ask, question['ask-other']])
]

test.each([
  ['please', 1],
  ['looked', 1],
  ['needed', 2],
  ['massage', 2],
  ['people', 2],
  ['emergency', 4],
  ['automated', 4]
])('%s has %s syllables', (word, count) => {
  expect(syllables(word)).toBe(count)
})

test('the formula knows a plain sentence from a learned one', () => {
  expect(readingAge(['Please call 999 now.'])).toBeLessThan(8)
  expect(
    readingAge(['Contraindications necessitate consultation with an appropriately qualified medical professional.'])
  ).toBeGreaterThan(18)
})

test('our own wording can be read by an eleven-year-old', () => {
  expect(readingAge(own)).toBeLessThanOrEqual(11)
})

test('no message is much harder than the rest', () => {
  const hard = own.filter(text => text.split(' ').length > 6 && readingAge([text]) > 13.5)
  expect(hard).toEqual([])
})
