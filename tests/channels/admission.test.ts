import { expect, test } from 'vitest'
import { createAdmission, type Door } from '../../src/channels/admission.js'

/** Turns that end when told to, each after a time by the clock of the test. */
function open() {
  let now = 0
  const refused: [Door, boolean][] = []
  const admission = createAdmission({
    safetyLine: '999',
    onRefused: (door, isNews) => void refused.push([door, isNews]),
    timer: () => now
  })
  const running: (() => void)[] = []
  const begun: number[] = []
  const come = (number: number, door: Door = 'page') =>
    admission.run(door, () => {
      begun.push(number)
      return new Promise<void>(end => running.push(end))
    })
  const settle = () => new Promise(resolve => setImmediate(resolve))
  /** The oldest turn is done, after so many milliseconds. */
  async function finish(milliseconds: number) {
    now += milliseconds
    running.shift()?.()
    await settle()
  }
  const pass = (milliseconds: number) => {
    now += milliseconds
  }
  return { admission, refused, begun, come, finish, pass, settle }
}

const caught = (work: Promise<void>) =>
  work.then(
    () => undefined,
    error => error
  )

test('thirty-two turns run at once, the others one after another in the order in which they came', async () => {
  const { come, finish, begun, settle } = open()
  for (let number = 1; number <= 40; number++) void come(number)
  await settle()
  expect(begun).toHaveLength(32)
  await finish(1)
  await finish(1)
  expect(begun).toEqual(Array.from({ length: 34 }, (_, index) => index + 1))
})

test('who would not be answered in 3 seconds is refused at once, and later let in again', async () => {
  const { admission, come, finish, refused, settle } = open()
  let came = 0
  while (!admission.refuse('page')) void come(++came)
  // Nothing was measured yet: a turn is taken to cost 10 ms.
  expect(came).toBe(250)
  const refusal = await caught(come(++came))
  expect(refusal).toMatchObject({ status: 503, message: '999', retryAfter: 2 })
  expect(admission.refuse('channel')).toBeUndefined()
  await settle()
  await finish(1)
  expect(admission.refuse('page')).toBeUndefined()
  expect(refused).toEqual([
    ['page', true],
    ['page', false]
  ])
})

test('how long it would take follows what turns take: the slower they are, the fewer may wait', async () => {
  const { admission, come, finish, settle } = open()
  const fill = () => {
    let count = 0
    for (; !admission.refuse('page'); count++) void caught(come(0))
    return count
  }
  // One by one, 100 ms each.
  for (let number = 0; number < 200; number++) {
    void come(number)
    await settle()
    await finish(100)
  }
  expect(fill()).toBeLessThan(40)
})

test('who was let wait and would wait too long after all is refused, and his turn never begins', async () => {
  const { come, finish, begun, settle } = open()
  for (let number = 1; number <= 32; number++) void come(number)
  const [page, teams] = [caught(come(33)), caught(come(34, 'channel'))]
  await settle()
  await finish(3500)
  expect(await page).toMatchObject({ status: 503, message: '999' })
  expect(begun.slice(32)).toEqual([34])
  await Promise.race([teams, settle()])
})

test('a turn that fails gives its place on', async () => {
  const { admission, come, begun, settle } = open()
  const failed = Array.from({ length: 32 }, () => caught(admission.run('page', () => Promise.reject(new Error('no')))))
  void come(33)
  expect((await Promise.all(failed)).map(({ message }) => message)).toEqual(Array(32).fill('no'))
  await settle()
  expect(begun).toEqual([33])
})

test('only the first refusal for a while is news', () => {
  const { admission, come, refused, pass } = open()
  while (!admission.refuse('page')) void caught(come(0))
  pass(5000)
  admission.refuse('page')
  pass(11_000)
  admission.refuse('page')
  expect(refused.map(([, isNews]) => isNews)).toEqual([true, false, true])
})
