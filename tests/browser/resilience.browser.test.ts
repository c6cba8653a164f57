import type { Browser } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { openBrowser } from './browser.js'
import { Clinic } from './server.js'
import { Visitor } from './visitor.js'

const first = 'How long does a typical lower back massage session last?'
const second = 'Can I combine massage with other therapies for back pain?'

let browser: Browser
let clinic: Clinic
let visitor: Visitor
const words = () => visitor.page.locator('.own .words').allTextContents()

beforeAll(async () => {
  ;[browser, clinic] = await Promise.all([openBrowser(), Clinic.open()])
})
afterAll(async () => {
  await browser?.close()
  await clinic?.close()
})
beforeEach(async () => {
  visitor = await Visitor.arrive(browser, clinic.url)
})
afterEach(() => visitor?.leave())

test('the server is killed and comes back: the same conversation goes on, nothing is lost or doubled', async () => {
  await visitor.open()
  await visitor.ask(first)
  const saved = await visitor.page.evaluate(() => JSON.stringify(sessionStorage))
  const conversation = /conversationId[\\":]+([^\\"]+)/.exec(saved)![1]!

  await clinic.kill()
  await visitor.page.getByText('Connecting again').waitFor()
  await visitor.box.fill(second)
  await visitor.box.press('Enter')
  const again = visitor.page.getByRole('button', { name: 'Try again' })
  await again.waitFor()
  await clinic.start()
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

test('offline says so; what was not sent goes with one tap when the network is back', async () => {
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

test('an answer to a POST that was lost on the way makes no second message', async () => {
  await visitor.open()
  let lost = 0
  await visitor.page.route('**/activities', async route => {
    if (route.request().method() !== 'POST' || lost > 0) return route.continue()
    lost++
    await route.fetch()
    await route.abort()
  })
  await visitor.ask(first)
  await visitor.page.waitForTimeout(1500)
  expect(lost).toBe(1)
  expect(await words()).toHaveLength(1)
  expect(await visitor.replies.count()).toBe(2)
  expect(await visitor.page.getByText('Not sent').count()).toBe(0)
})

test('dropped sockets in the middle of twelve turns lose and double nothing', async () => {
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
  for (let turn = 1; turn <= 12; turn++) {
    await visitor.box.fill(turn % 2 ? first : second)
    await visitor.box.press('Enter')
    if (turn % 3 === 0) await visitor.page.evaluate(() => (window as unknown as { dropSockets(): void }).dropSockets())
    await visitor.replies.nth(turn).waitFor()
  }
  await visitor.page.waitForTimeout(500)
  expect(await words()).toHaveLength(12)
  expect(await visitor.replies.count()).toBe(13)
})

test('a panel that does not load leaves a way on', async () => {
  await visitor.page.route('**/panel.*.js', route => route.abort())
  await visitor.launcher.click()
  const link = visitor.page.getByRole('alert').getByRole('link')
  await link.waitFor()
  expect(await link.getAttribute('href')).toBe('/faq')
})

test('settings that do not load leave a way on, and can be tried again', async () => {
  let broken = true
  await visitor.page.route('**/settings.json*', route => (broken ? route.abort() : route.continue()))
  await visitor.launcher.click()
  await visitor.page.getByText('could not be reached').waitFor()
  broken = false
  await visitor.page.getByRole('button', { name: 'Try again' }).click()
  await visitor.box.waitFor()
})

test('an ended conversation says so and a new one can be begun', async () => {
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
