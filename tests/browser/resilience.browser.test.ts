import { beforeEach, expect, test } from 'vitest'
import { openDoor } from './opening.js'
import type { Visitor } from './visitor.js'

const first = 'How long does a typical lower back massage session last?'
const second = 'Can I combine massage with other therapies for back pain?'

const door = openDoor()
let visitor: Visitor
const words = () => visitor.page.locator('.own .words').allTextContents()

beforeEach(async () => {
  visitor = await door.arrive()
})

test('24, 25: the server is killed and comes back: the same conversation goes on, nothing is lost or doubled', async () => {
  await visitor.open()
  await visitor.ask(first)
  const saved = await visitor.page.evaluate(() => JSON.stringify(sessionStorage))
  const conversation = /conversationId[\\":]+([^\\"]+)/.exec(saved)![1]!

  await door.clinic().kill()
  // First it says that it connects again; when nothing comes, that the server is away, with the numbers to call.
  await visitor.page.getByText('Connecting again').waitFor()
  await visitor.page.getByText('We cannot reach the assistant').waitFor()
  expect(await visitor.panel.locator('.status a[href="tel:999"]').isVisible()).toBe(true)
  await visitor.box.fill(second)
  await visitor.box.press('Enter')
  const again = visitor.page.getByRole('button', { name: 'Try again' })
  await again.waitFor()
  await door.clinic().start()
  await again.click()
  await visitor.replies.nth(2).waitFor()
  expect(await visitor.replies.nth(2).textContent()).toContain('physical therapy')

  await visitor.page.reload()
  await visitor.open()
  await visitor.replies.nth(2).waitFor()
  expect((await words()).map(text => text.replace(/^You said: /, ''))).toEqual([first, second])
  expect(await visitor.replies.count()).toBe(3)
  expect(await visitor.page.evaluate(() => JSON.stringify(sessionStorage))).toContain(conversation)
})

test('23: offline says so; what was not sent goes with one tap when the network is back', async () => {
  await visitor.open()
  const context = visitor.page.context()
  await context.setOffline(true)
  await visitor.page.getByText('You are offline').waitFor()
  await visitor.box.fill(first)
  await visitor.box.press('Enter')
  const again = visitor.page.getByRole('button', { name: 'Try again' })
  await again.waitFor()
  await context.setOffline(false)
  await visitor.page.getByText('You are offline').waitFor({ state: 'hidden' })
  await again.click()
  await visitor.replies.nth(1).waitFor()
  expect(await words()).toHaveLength(1)
})

test('24: an answer to a POST that was lost on the way makes no second message', async () => {
  await visitor.open()
  let lost = 0
  await visitor.page.route('**/activities', async route => {
    if (route.request().method() !== 'POST' || lost > 0) return route.continue()
    lost++
    await route.fetch()
    await route.abort()
  })
  await visitor.ask(first)
  // Sent again with its first mark: the server knows it and drops it.
  await visitor.page.waitForResponse(response => response.request().method() === 'POST' && response.ok())
  expect(lost).toBe(1)
  expect(await words()).toHaveLength(1)
  expect(await visitor.replies.count()).toBe(2)
  expect(await visitor.page.getByText('Not sent').count()).toBe(0)
})

test('24: 50 turns, with sockets that drop and too much at once: nothing is lost, nothing doubled', async () => {
  await visitor.page.addInitScript(() => {
    const Original = WebSocket
    const open: WebSocket[] = []
    window.WebSocket = class extends Original {
      constructor(url: string | URL) {
        super(url)
        open.push(this)
      }
    }
    Object.assign(window, { dropSockets: () => open.splice(0).forEach(socket => void socket.close()) })
  })
  await visitor.page.reload()
  await visitor.open()
  let refused = 0
  visitor.page.on('response', response => {
    if (response.status() === 429) refused++
  })
  const turns = 50
  const said = Array.from({ length: turns }, (_, turn) => (turn % 2 ? first : second))
  for (const [turn, text] of said.entries()) {
    await visitor.box.fill(text)
    await visitor.box.press('Enter')
    if (turn % 5 === 3) await visitor.page.evaluate(() => (window as unknown as { dropSockets(): void }).dropSockets())
    if (turn === 25) await visitor.page.context().setOffline(true)
    if (turn === 25) await visitor.page.getByText('You are offline').waitFor()
    if (turn === 25) await visitor.page.context().setOffline(false)
    if (turn === 25 && (await visitor.panel.getByText('Not sent.').count()) > 0)
      await visitor.panel.getByRole('button', { name: 'Try again' }).click()
    await visitor.replies.nth(turn + 1).waitFor()
  }
  // Thirty in fifteen seconds is the server's limit for one conversation: the widget waited and lost nothing.
  if (refused > 0) expect(await visitor.panel.getByText('Not sent').count()).toBe(0)
  expect((await words()).map(text => text.replace(/^You said: /, ''))).toEqual(said)
  expect(await visitor.replies.count()).toBe(turns + 1)

  await visitor.page.reload()
  await visitor.open()
  await visitor.replies.nth(turns).waitFor()
  expect((await words()).map(text => text.replace(/^You said: /, ''))).toEqual(said)
  expect(await visitor.replies.count()).toBe(turns + 1)
})

test('23: too much at once is said, and goes with one tap later', async () => {
  await visitor.open()
  await visitor.page.route('**/activities', route =>
    route.request().method() === 'POST'
      ? route.fulfill({ status: 429, headers: { 'retry-after': '0' }, json: {} })
      : route.continue()
  )
  await visitor.box.fill(first)
  await visitor.box.press('Enter')
  await visitor.page.getByText('that was a lot at once').waitFor()
  await visitor.page.unroute('**/activities')
  await visitor.page.getByRole('button', { name: 'Try again' }).click()
  await visitor.replies.nth(1).waitFor()
  expect(await words()).toHaveLength(1)
})

test('23: a server that is too busy: the message stays, 999 is said, and one tap sends it later', async () => {
  await visitor.open()
  let tries = 0
  await visitor.page.route('**/activities', route => {
    if (route.request().method() !== 'POST') return route.continue()
    tries++
    const json = { error: { code: 'Busy', message: 'Too many ask just now: call 999.' } }
    return route.fulfill({ status: 503, headers: { 'retry-after': '1' }, json })
  })
  await visitor.box.fill(first)
  await visitor.box.press('Enter')
  await visitor.page.getByText('Too many ask just now: call 999.').waitFor()
  expect(tries).toBe(2)
  expect(await words()).toHaveLength(1)
  await visitor.page.unroute('**/activities')
  await visitor.page.getByRole('button', { name: 'Try again' }).click()
  await expect.poll(() => visitor.page.getByText('Too many ask just now: call 999.').count()).toBe(0)
  await visitor.replies.nth(1).waitFor()
  expect(await words()).toHaveLength(1)
})

test('25: a panel that does not load leaves a way on', async () => {
  await visitor.page.route('**/panel.*.js', route => route.abort())
  await visitor.launcher.click()
  const link = visitor.page.getByRole('alert').getByRole('link')
  await link.waitFor()
  expect(await link.getAttribute('href')).toBe('/faq')
})

test('25: settings that do not load leave a way on, and can be tried again', async () => {
  let broken = true
  await visitor.page.route('**/settings.json*', route => (broken ? route.abort() : route.continue()))
  await visitor.launcher.click()
  await visitor.page.getByText('could not be reached').waitFor()
  broken = false
  await visitor.page.getByRole('button', { name: 'Try again' }).click()
  await visitor.box.waitFor()
})

test('26: an ended conversation says so and a new one can be begun', async () => {
  await visitor.open()
  await visitor.page.route('**/activities', route => route.fulfill({ status: 404, json: {} }))
  await visitor.box.fill(first)
  await visitor.box.press('Enter')
  const anew = visitor.page.getByRole('button', { name: 'Start a new conversation' })
  await anew.waitFor()
  await visitor.page.unroute('**/activities')
  await anew.click()
  await visitor.ask(first)
  expect(await words()).toHaveLength(1)
})
