import { expect, test } from 'vitest'
import { createMemoryLimits, defaultRates, TooMany } from '../../src/server/limits.js'

test('a limiter lets so many through in so many seconds, each key for itself, and says how long to wait', async () => {
  const { tokens, messages } = createMemoryLimits({ ...defaultRates, tokens: { points: 3, seconds: 1 } })
  for (let call = 0; call < 3; call++) await tokens('a')
  const refused = await tokens('a').catch(error => error)
  expect(refused).toBeInstanceOf(TooMany)
  expect([refused.status, refused.retryAfter]).toEqual([429, 1])
  await tokens('b')
  await messages('a')
  await expect.poll(() => tokens('a').then(() => 'again'), { timeout: 2000 }).toBe('again')
})
