import { expect, test } from 'vitest'
import { createMemoryLimits, createSharedLimits, defaultRates, limitBy, TooMany } from '../../src/server/limits.js'

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

test('a counter that fails lets everybody through', async () => {
  await limitBy({ consume: () => Promise.reject(new Error('the database is away')) })('a')
})

test('shared limits count together what is sent to each of two replicas', async () => {
  let calls = 0
  const count = async () => ({ calls: ++calls, millisecondsLeft: 1500 })
  const rates = { ...defaultRates, messages: { points: 3, seconds: 15 } }
  const [a, b] = [createSharedLimits(count, rates), createSharedLimits(count, rates)]
  await a.messages('x')
  await b.messages('x')
  await a.messages('x')
  const refused = await b.messages('x').catch(error => error)
  expect([refused.status, refused.retryAfter]).toEqual([429, 2])
})

test('a count that takes too long lets everybody through, and soon', async () => {
  const began = performance.now()
  await createSharedLimits(() => new Promise(() => {})).messages('x')
  expect(performance.now() - began).toBeLessThan(1500)
})
