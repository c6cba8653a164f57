import { setTimeout as wait } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { createBreaker } from '../../src/storage/breaker.js'
import { Unreachable } from '../../src/storage/within.js'

const open = () => createBreaker({ limit: 50, rest: 100, timer: () => performance.now() })
const hang = () => new Promise<never>(() => {})
const refuse = () => Promise.reject(Object.assign(new Error('refused'), { code: 'ECONNREFUSED' }))
const answer = () => Promise.resolve('there')

test('one call waits; those after it fail at once, until one that is tried comes back', async () => {
  let now = 0
  const run = createBreaker({ limit: 50, rest: 100, timer: () => now })
  await expect(run(hang)).rejects.toThrow(Unreachable)
  let made = 0
  for (let call = 0; call < 100; call++) await expect(run(async () => made++)).rejects.toThrow(Unreachable)
  expect(made).toBe(0)
  now += 100
  // Of those that come together one is tried.
  const results = await Promise.allSettled([run(answer), run(answer)])
  expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected'])
  expect(await run(answer)).toBe('there')
})

test('a connection that is refused breaks it, an answer that says no does not', async () => {
  const run = open()
  await expect(run(() => Promise.reject(Object.assign(new Error('no'), { code: '23505' })))).rejects.toThrow('no')
  expect(await run(answer)).toBe('there')
  await expect(run(refuse)).rejects.toThrow('refused')
  await expect(run(answer)).rejects.toThrow(Unreachable)
})

test('a late call among others that come back breaks nothing', async () => {
  const run = open()
  const late = run(hang).catch(error => error)
  await wait(20)
  expect(await run(answer)).toBe('there')
  expect(await late).toBeInstanceOf(Unreachable)
  expect(await run(answer)).toBe('there')
})

test('an answer that came while we were busy counts', async () => {
  const run = open()
  const slow = run(() => wait(30).then(() => 'there'))
  await wait(1)
  const until = performance.now() + 120
  while (performance.now() < until) {}
  expect(await slow).toBe('there')
})

test('silence is told, once for each break; a connection that says that it is gone is none', async () => {
  let silences = 0
  const onSilence = () => {
    silences++
  }
  const run = createBreaker({ limit: 50, rest: 100, timer: () => performance.now(), onSilence })
  await run(refuse).catch(() => {})
  expect(silences).toBe(0)
  await wait(120)
  for (let call = 0; call < 5; call++) await run(hang).catch(() => {})
  expect(silences).toBe(1)
})
