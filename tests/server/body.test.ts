import { expect, test } from 'vitest'
import { parseJson } from '../../src/server/body.js'

test('brackets inside strings are no depth', () => {
  const text = JSON.stringify({ text: '[{'.repeat(100), quote: '"\\"[[[' })
  expect(parseJson(text)).toEqual(JSON.parse(text))
  expect(parseJson(`${'['.repeat(64)}${']'.repeat(64)}`)).toBeDefined()
  expect(() => parseJson(`${'['.repeat(65)}${']'.repeat(65)}`)).toThrow(/64 levels/)
})
