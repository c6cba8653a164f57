import { expect, test } from 'vitest'
import { groupCommit } from '../../src/storage/group.js'

/** A disk that can hang: each transaction ends when `end` is called. */
function hangingDisk() {
  const ends: (() => void)[] = []
  const group = groupCommit<null>(async work => {
    work(null)
    await new Promise<void>(end => ends.push(end))
  }, 50)
  return { group, end: () => ends.shift()?.(), begun: () => ends.length }
}

test('nobody waits long for a disk that hangs; when it is back, what comes next is written', async () => {
  const { group, end } = hangingDisk()
  const written: string[] = []
  await expect(group.write(() => written.push('a'))).rejects.toThrow(/too long/)
  await expect(group.write(() => written.push('b'))).rejects.toThrow(/too long/)
  expect(written).toEqual(['a'])
  end()
  const next = group.write(() => written.push('c'))
  await new Promise(resolve => setTimeout(resolve, 10))
  end()
  await next
  expect(written).toEqual(['a', 'b', 'c'])
})

test('what comes while the disk is busy shares the next transaction', async () => {
  const { group, end, begun } = hangingDisk()
  const first = group.write(() => 1)
  await new Promise(resolve => setTimeout(resolve, 5))
  const others = [2, 3, 4].map(value => group.write(() => value))
  expect(begun()).toBe(1)
  end()
  expect(await first).toBe(1)
  await new Promise(resolve => setTimeout(resolve, 5))
  expect(begun()).toBe(1)
  end()
  expect(await Promise.all(others)).toEqual([2, 3, 4])
})
