import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { call, openPage, safetyLine } from './fake-clinic.js'
import { type Replica, startClinic } from './replica.js'

// 300 visitors write in the same moment to a clinic that takes 20 ms for each of them: six seconds of work.
const visitors = 300

const folder = mkdtempSync(join(tmpdir(), 'overload-'))
let clinic: Replica
let pages: Awaited<ReturnType<typeof openPage>>[]
beforeAll(async () => {
  clinic = await startClinic('busy-clinic.ts', folder)
  pages = []
  for (let opened = 0; opened < visitors; opened++) pages.push(await openPage(clinic))
  // What a message costs is learned.
  for (let round = 0; round < 5; round++) await Promise.all(pages.slice(0, 20).map(page => page.say('hello')))
  pages.splice(0, 20)
})
afterAll(() => {
  clinic.child.kill('SIGKILL')
  rmSync(folder, { recursive: true, force: true })
})

const named = { channelData: { clientActivityID: 'the message' } }
async function timed<Result>(work: Promise<Result>) {
  const began = performance.now()
  return { answer: await work, took: performance.now() - began }
}

test('asked for more than it can do: some are answered, the others told at once, nobody is kept waiting', async () => {
  const sending = pages.map(page => timed(page.say('help', named)))
  const healthy = ['/healthz', '/readyz'].map(path => timed(call(clinic, 'GET', path)))
  const answers = await Promise.all(sending)
  // Busy is not ill: whoever took a busy server out would put its load on the others.
  for (const { answer, took } of await Promise.all(healthy)) {
    expect(answer.status).toBe(200)
    expect(took).toBeLessThan(3000)
  }
  const taken = answers.filter(({ answer }) => answer.status === 200)
  const refused = answers.filter(({ answer }) => answer.status === 503)
  expect(taken.length + refused.length).toBe(pages.length)
  expect(taken.length).toBeGreaterThan(30)
  expect(refused.length).toBeGreaterThan(30)
  // 3 s, and something for a machine that the visitors keep busy, too.
  expect(Math.max(...answers.map(({ took }) => took))).toBeLessThan(5000)
  const soon = refused.map(({ took }) => took).sort((a, b) => a - b)
  expect(soon[Math.floor(soon.length / 2)]).toBeLessThan(3000)
  for (const { answer } of refused) {
    expect(answer.json.error).toEqual({ code: 'Busy', message: safetyLine })
    expect(answer.headers.get('retry-after')).toBe('2')
    // The next message comes by the same connection.
    expect(answer.headers.get('connection')).not.toBe('close')
  }

  // Who was taken is answered; of who was refused nothing is kept, and sent again under the same name it is answered once.
  for (const [index, page] of pages.entries()) {
    const was = answers[index]!.answer.status
    const texts = async () => (await page.read()).json.activities.map(({ text }: { text: string }) => text)
    expect((await texts()).slice(1)).toEqual(was === 200 ? ['help', '2: help'] : [])
    if (was === 200 || index % 10 > 0) continue
    expect((await page.say('help', named)).status).toBe(200)
    expect((await texts()).slice(1)).toEqual(['help', '2: help'])
  }
})

test('a new page is refused as well, Teams only later', async () => {
  const newcomer = await call(clinic, 'POST', '/token')
  let answered = 0
  const sending = pages.map(page => page.say('more').finally(() => answered++))
  await expect.poll(() => answered, { interval: 5 }).toBeGreaterThan(0)
  const [start, teams] = await Promise.all([
    call(clinic, 'POST', '/v3/directline/conversations', { as: newcomer.json.token }),
    call(clinic, 'POST', '/api/messages', { body: {} })
  ])
  expect([start.status, start.json.error.code]).toEqual([503, 'Busy'])
  // There is no registration here, but it was heard.
  expect([teams.status, teams.json.error.code]).toEqual([403, 'NoAppId'])
  await Promise.all(sending)
})
