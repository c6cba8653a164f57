import { createServer, type Server } from 'node:http'
import type { Browser } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { openBrowser } from './browser.js'
import { Clinic, freePort } from './server.js'
import { Visitor } from './visitor.js'

const question = 'How long does a typical lower back massage session last?'

let browser: Browser
let clinic: Clinic
let site: Server
let address: string
let visitor: Visitor
/** What the clinic's own site answers: its page and its policy. */
let page = { html: '', policy: '' }

beforeAll(async () => {
  const port = await freePort()
  address = `http://127.0.0.1:${port}`
  site = createServer((request, response) => {
    if (request.url === '/hostile.css') {
      response.setHeader('content-type', 'text/css')
      return response.end('* { display: none !important } html, body { display: block !important }')
    }
    response.setHeader('content-type', 'text/html; charset=utf-8')
    if (page.policy) response.setHeader('content-security-policy', page.policy)
    response.end(page.html)
  }).listen(port, '127.0.0.1')
  ;[browser, clinic] = await Promise.all([openBrowser(), Clinic.open({ ALLOWED_ORIGINS: address })])
})
afterAll(async () => {
  site?.close()
  await browser?.close()
  await clinic?.close()
})
afterEach(() => visitor?.leave())

const tag = (options = '') => `<script src="${clinic.url}/widget/loader.js" ${options} async></script>`
const visit = async (html: string, policy = '') => {
  page = { html: `<!doctype html><html lang="en"><title>A clinic</title><h1>A clinic</h1>${html}`, policy }
  visitor = await Visitor.arrive(browser, address)
}

describe('on another site', () => {
  test('under a strict policy, without a complaint', async () => {
    const sockets = clinic.url.replace('http', 'ws')
    await visit(
      tag(),
      `default-src 'none'; script-src 'self' ${clinic.url}; connect-src ${clinic.url} ${sockets}; style-src 'self'`
    )
    await visitor.open()
    await visitor.ask(question)
    expect(visitor.complaints.filter(text => !text.includes('favicon'))).toEqual([])
    expect(await visitor.launcher.evaluate(button => getComputedStyle(button).position)).toBe('fixed')
  })

  test('a policy that forbids the socket leaves polling', async () => {
    await visit(tag(), `default-src 'none'; script-src ${clinic.url}; connect-src ${clinic.url}; style-src 'self'`)
    await visitor.open()
    const reply = await visitor.ask(question)
    expect(await reply.textContent()).toContain('30-60 minutes')
  })

  test('hostile styles do not reach it', async () => {
    await visit(`<link rel="stylesheet" href="/hostile.css">${tag()}`)
    await visitor.open()
    const reply = await visitor.ask(question)
    expect(await reply.isVisible()).toBe(true)
  })

  test('two copies of the tag make one widget', async () => {
    await visit(tag() + tag('id="second"'))
    await visitor.open()
    await visitor.page.waitForTimeout(300)
    expect(await visitor.page.locator('ask-the-clinic').count()).toBe(1)
  })

  test('the tag’s options: colour, side, label', async () => {
    await visit(tag('data-colour="#ffd166" data-position="left" data-label="Ask us"'))
    await visitor.launcher.waitFor()
    const look = await visitor.launcher.evaluate(button => {
      const { backgroundColor, color } = getComputedStyle(button)
      return { backgroundColor, color, left: button.getBoundingClientRect().left, text: button.textContent }
    })
    expect(look).toEqual({ backgroundColor: 'rgb(255, 209, 102)', color: 'rgb(0, 0, 0)', left: 16, text: 'Ask us' })
  })

  test('inline it is part of the page, without a launcher', async () => {
    await visit(tag('data-mode="inline"'))
    await visitor.replies.first().waitFor()
    expect(await visitor.launcher.count()).toBe(0)
    expect(await visitor.page.getByRole('button', { name: 'Close' }).count()).toBe(0)
    await visitor.ask(question)
  })

  test('window.askTheClinic opens, closes and toggles', async () => {
    await visit(tag())
    await visitor.launcher.waitFor()
    await visitor.page.evaluate('askTheClinic.open()')
    await visitor.replies.first().waitFor()
    await visitor.page.evaluate('askTheClinic.toggle()')
    await visitor.panel.waitFor({ state: 'hidden' })
    await visitor.page.evaluate('askTheClinic.toggle()')
    await visitor.panel.waitFor()
    await visitor.page.evaluate('askTheClinic.close()')
    await visitor.panel.waitFor({ state: 'hidden' })
  })

  test('it sets no cookie and keeps only the ticket, in the tab', async () => {
    await visit(tag())
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
  test('/faq has every answer, and suggestions lead there', async () => {
    visitor = await Visitor.arrive(browser, clinic.url, { javaScriptEnabled: false })
    await visitor.page.locator('.asked a').first().click()
    expect(visitor.page.url()).toContain('/faq#')
    expect(await visitor.page.locator('.entry:target').isVisible()).toBe(true)
    expect(await visitor.page.locator('.entry').count()).toBe(44)
    await visitor.page.locator('.entry:target .source a').first().click()
    expect(visitor.page.url()).toContain('/articles/')
  })
})

test('our own pages load without a complaint', async () => {
  visitor = await Visitor.arrive(browser, clinic.url)
  await visitor.open()
  await visitor.ask(question)
  for (const path of ['/faq', '/articles/can-massage-relieve-lower-back-pain'])
    await visitor.page.goto(clinic.url + path)
  expect(visitor.complaints).toEqual([])
})
