import { setTimeout as wait } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { defaultRates } from '../../src/server/limits.js'
import { type Count, createSharedLimits } from '../../src/server/shared-limits.js'

/** What a database would count, and how often it was asked. */
function openDatabase() {
  const counted = new Map<string, number>()
  const state = { away: false, asked: 0 }
  const count: Count = async calls => {
    state.asked++
    if (state.away) throw new Error('away')
    return calls.map(({ key, calls }) => {
      counted.set(key, (counted.get(key) ?? 0) + calls)
      return { calls: counted.get(key)!, millisecondsLeft: 1500 }
    })
  }
  return { count, state, counted }
}
const caught = (work: Promise<void>) =>
  work.then(
    () => undefined,
    error => error
  )
const often = async (times: number, work: () => Promise<void>) => {
  for (let time = 0; time < times; time++) await work()
}

test('messages are counted together, whichever replica they come to', async () => {
  const { count } = openDatabase()
  const rates = { ...defaultRates, messages: { points: 3, seconds: 15 } }
  const [a, b] = [createSharedLimits(count, rates), createSharedLimits(count, rates)]
  await a.messages('x')
  await b.messages('x')
  await a.messages('x')
  expect(await caught(b.messages('x'))).toMatchObject({ status: 429, retryAfter: 2 })
})

test('a database that is away, or late: each replica counts for itself', async () => {
  const rates = { ...defaultRates, messages: { points: 3, seconds: 15 } }
  const { count, state } = openDatabase()
  state.away = true
  for (const broken of [count, (() => new Promise(() => {})) as Count]) {
    const { messages } = createSharedLimits(broken, rates)
    const began = performance.now()
    await often(3, () => messages('x'))
    expect(performance.now() - began).toBeLessThan(3000)
    expect(await caught(messages('x'))).toMatchObject({ status: 429 })
  }
})

test('cheap calls are told once a second: two replicas let no more through than one, and no call waits for it', async () => {
  const { count, state } = openDatabase()
  const rates = { ...defaultRates, calls: { points: 100, seconds: 10 } }
  const [a, b] = [createSharedLimits(count, rates), createSharedLimits(count, rates)]
  await often(60, () => a.calls('busy'))
  await often(60, () => b.calls('busy'))
  await often(5, () => b.calls('calm'))
  expect(state.asked).toBe(0)
  await expect.poll(() => caught(b.calls('busy')), { timeout: 3000 }).toMatchObject({ status: 429 })
  await b.calls('calm')
  expect(state.asked).toBeLessThanOrEqual(3)
  // The span of the count is over.
  await wait(1600)
  expect(await caught(a.calls('busy'))).toBeUndefined()
})

test('who calls seldom is never told to the database, and without one the own count holds', async () => {
  const { count, state, counted } = openDatabase()
  const { calls, channels } = createSharedLimits(count, { ...defaultRates, channels: { points: 20, seconds: 10 } })
  await often(9, () => calls('seldom'))
  state.away = true
  await often(20, () => channels('teams'))
  expect(await caught(channels('teams'))).toMatchObject({ status: 429 })
  await wait(1200)
  expect([counted.size, state.asked]).toEqual([0, 1])
})
