import { setTimeout as wait } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { createQueue } from '../../src/channels/queue.js'

test('jobs of one key run one after another, in order', async () => {
  const queue = createQueue()
  const seen: string[] = []
  const job = (name: string, milliseconds: number) => async () => {
    seen.push(`${name} begins`)
    await wait(milliseconds)
    seen.push(`${name} ends`)
    return name
  }
  const results = await Promise.all([
    queue.run('a', job('1', 20)),
    queue.run('a', job('2', 1)),
    queue.run('a', job('3', 5))
  ])
  expect(results).toEqual(['1', '2', '3'])
  expect(seen).toEqual(['1 begins', '1 ends', '2 begins', '2 ends', '3 begins', '3 ends'])
})

test('different keys do not wait for each other', async () => {
  const queue = createQueue()
  let release = () => {}
  const held = queue.run('a', () => new Promise<void>(resolve => (release = resolve)))
  expect(await queue.run('b', async () => 'b')).toBe('b')
  release()
  await held
})

test('a failing job is its own caller’s affair', async () => {
  const queue = createQueue()
  const failing = queue.run('a', async () => {
    throw new Error('no')
  })
  const next = queue.run('a', async () => 'next')
  await expect(failing).rejects.toThrow('no')
  expect(await next).toBe('next')
})

test('nothing is kept of an idle key', async () => {
  const queue = createQueue()
  await Promise.all(Array.from({ length: 1000 }, (_, index) => queue.run(`k${index % 100}`, async () => index)))
  await wait(0)
  expect(queue.size()).toBe(0)
})
