import { expect, test } from 'vitest'
import { createMatcher } from '../../src/widget/typeahead/matcher.js'
import { base } from '../knowledge/loaded.js'

const { entries } = base
const find = createMatcher(entries.map(({ question }) => question))

test.each([
  ['how long session', 'How long does a lower back massage session last?'],
  ['swed', 'What is Swedish massage and who is it for?'],
  ['sore after', 'What should I do if my back feels sore after a massage?'],
  // A slip of the finger.
  ['ofetn should', 'How often should I get a massage for my lower back?'],
  ['SWEDISH?', 'What is Swedish massage and who is it for?']
])('%s: %s', (typed, question) => expect(find(typed)).toContain(question))

test('at most three, and none for words that fit nothing', () => {
  expect(find('massage')).toHaveLength(3)
  expect(find('zzzz qqqq')).toEqual([])
  expect(find('massage zzzz')).toEqual([])
  expect(find('preg')).toEqual([])
  expect(find('?')).toEqual([])
})

test('a long text is no trouble', () => {
  const start = performance.now()
  expect(find(`${'massage '.repeat(500)}${'a'.repeat(4000)}`)).toEqual([])
  expect(performance.now() - start).toBeLessThan(2000)
})
