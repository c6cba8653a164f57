import { expect, test } from 'vitest'
import { inTime } from '../../src/channels/in-time.js'

const late = () => new Error('late')

test('work in time gives its result or its own error', async () => {
  expect(await inTime(Promise.resolve(5), 1000, late)).toBe(5)
  expect(await inTime(5, 1000, late)).toBe(5)
  await expect(inTime(Promise.reject(new Error('own')), 1000, late)).rejects.toThrow('own')
})

test('work that never ends is given up', async () => {
  await expect(inTime(new Promise(() => {}), 20, late)).rejects.toThrow('late')
})
