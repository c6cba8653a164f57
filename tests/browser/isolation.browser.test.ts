import { describe, expect, test } from 'vitest'
import { openSite } from './site.js'
import type { Visitor } from './visitor.js'

const question = 'How long does a typical lower back massage session last?'

const site = openSite()
let visitor: Visitor

/** What old libraries put on the prototypes for everybody: Prototype.js 1.6, MooTools, and home-made ones. */
function pollute() {
  const extra = { each() {}, extend: () => 'x', toArray() {}, inject: 1, include: [] }
  Object.assign(Array.prototype, extra, {
    reduce(this: unknown[]) {
      return this.length > 1 ? this : this[0]
    },
    toJSON(this: unknown[]) {
      return `[${this.join(', ')}]`
    },
    find: () => undefined,
    first: () => 0
  })
  Object.assign(Object.prototype, { merge() {}, keysOf: () => [], title: 'polluted', hidden: true, style: 'color:red' })
  Object.assign(Function.prototype, { implement() {} })
  Object.assign(String.prototype, { toJSON: () => 'polluted', parts: [] })
  Array.from = (() => []) as unknown as typeof Array.from
}

describe('on another site', () => {
  const policy = (connect: string) =>
    `default-src 'none'; script-src 'self' ${site().clinic.url}; connect-src ${connect}; style-src 'self'`

  test('27: under a strict policy, without a complaint: an answer, the type-ahead, the menu', async () => {
    const sockets = site().clinic.url.replace('http', 'ws')
    visitor = await site().visit(site().tag(), policy(`${site().clinic.url} ${sockets}`))
    await visitor.open()
    await visitor.ask(question)
    await visitor.box.pressSequentially('how often')
    await visitor.page.getByRole('option').first().waitFor()
    await visitor.page.getByRole('button', { name: 'Copy, print or delete' }).click()
    expect(visitor.complaints.filter(text => !text.includes('favicon'))).toEqual([])
    expect(await visitor.panel.evaluate(panel => getComputedStyle(panel).position)).toBe('fixed')
  })

  test('27: a policy that forbids the socket leaves polling', async () => {
    visitor = await site().visit(site().tag(), policy(site().clinic.url))
    await visitor.open()
    const reply = await visitor.ask(question)
    expect(await reply.textContent()).toContain('30-60 minutes')
  })

  test('28: hostile styles do not reach it', async () => {
    visitor = await site().visit(`<link rel="stylesheet" href="/hostile.css">${site().tag()}`)
    await visitor.open()
    const reply = await visitor.ask(question)
    expect(await reply.isVisible()).toBe(true)
    const look = await reply.evaluate(element => {
      const { color, fontSize, transform, visibility } = getComputedStyle(element)
      const host = element.getRootNode() as ShadowRoot
      return { color, fontSize, transform, visibility, before: getComputedStyle(host.host, '::before').content }
    })
    expect(look).toEqual({
      color: 'rgb(36, 48, 44)',
      fontSize: '17px',
      transform: 'none',
      visibility: 'visible',
      before: 'none'
    })
    const box = await visitor.panel.boundingBox()
    expect(box!.width).toBeGreaterThan(300)
    expect(box!.x + box!.width).toBeLessThanOrEqual(1280)
  })

  test('28: prototypes that old libraries have changed do not break it', async () => {
    visitor = await site().visit(`<script>(${pollute})()</script>${site().tag()}`)
    // The panel is there before it is opened, and must not be seen.
    await visitor.launcher.hover()
    await visitor.page.locator('.launcher[aria-haspopup]').waitFor()
    expect(await visitor.panel.isVisible()).toBe(false)
    await visitor.open()
    expect(await (await visitor.ask(question)).textContent()).toContain('30-60 minutes')
    expect(await (await visitor.ask("I can't feel when I wipe")).locator('.care-card').isVisible()).toBe(true)
    expect(await visitor.panel.getByText('polluted').count()).toBe(0)
    expect(visitor.complaints.filter(text => !text.includes('favicon'))).toEqual([])
  })

  test('28: two copies of the tag make one widget', async () => {
    visitor = await site().visit(site().tag() + site().tag('id="second"') + site().tag('data-mode="inline"'))
    // The page has loaded only when all its scripts have run. Whichever came first is the widget: with or without a launcher.
    await visitor.page.waitForLoadState('load')
    expect(await visitor.page.locator('ask-the-clinic').count()).toBe(1)
  })

  test('29: it sets no cookie and keeps only the ticket, in the tab', async () => {
    visitor = await site().visit(site().tag())
    await visitor.open()
    await visitor.ask(question)
    const kept = await visitor.page.evaluate(() => ({
      cookie: document.cookie,
      local: localStorage.length,
      session: Object.values(sessionStorage).flatMap(value => Object.keys(JSON.parse(value)))
    }))
    expect(kept).toEqual({ cookie: '', local: 0, session: ['conversationId', 'token'] })
  })
})

describe('without JavaScript', () => {
  test('30: /faq has every answer, and suggestions lead there', async () => {
    visitor = await site().arrive(site().clinic.url, { javaScriptEnabled: false })
    await visitor.page.locator('.asked a').first().click()
    expect(visitor.page.url()).toContain('/faq#')
    expect(await visitor.page.locator('.entry:target').isVisible()).toBe(true)
    expect(await visitor.page.locator('.entry').count()).toBe(44)
    await visitor.page.locator('.entry:target .source a').first().click()
    expect(visitor.page.url()).toContain('/articles/')
  })
})

test('our own pages load without a complaint', async () => {
  visitor = await site().arrive(site().clinic.url)
  await visitor.open()
  await visitor.ask(question)
  for (const path of ['/faq', '/chat', '/articles/can-massage-relieve-lower-back-pain'])
    await visitor.page.goto(site().clinic.url + path)
  expect(visitor.complaints).toEqual([])
})
