import { readFileSync } from 'node:fs'
import { beforeEach, describe, expect, test } from 'vitest'
import { openDoor } from './opening.js'
import type { Visitor } from './visitor.js'

const article = readFileSync('knowledge/articles/can-massage-relieve-lower-back-pain.md', 'utf8')
const faqs = [...article.split('## FAQs')[1]!.matchAll(/### (.+)\n\n(.+)/g)].map(([, question, answer]) => ({
  question: question!,
  answer: answer!
}))
const treatwell = 'https://www.treatwell.co.uk/place/glow-by-salina/'

const door = openDoor()
let visitor: Visitor
beforeEach(async () => {
  visitor = await door.arrive()
  await visitor.open()
})

describe('the article’s own questions', () => {
  test('there are five', () => expect(faqs).toHaveLength(5))

  test.each(faqs)('$question', async ({ question, answer }) => {
    const reply = await visitor.ask(question)
    expect(await reply.locator('.passage p').first().textContent()).toBe(answer)
    const source = await reply.locator('.source a').getAttribute('href')
    const [tab] = await Promise.all([visitor.page.context().waitForEvent('page'), reply.locator('.source a').click()])
    await tab.waitForLoadState()
    expect(tab.url()).toBe(source)
    expect(await tab.locator(':target').textContent()).toContain(answer)
  })
})

test('misspelt: how often', async () => {
  const reply = await visitor.ask('how offen shud i come')
  expect(await reply.textContent()).toMatch(/sessions? per week|frequency|every 2-4 weeks|weekly/i)
  expect(await reply.locator('.source').textContent()).toContain('How Often')
})

test('booking leads to Treatwell, in a tab of its own', async () => {
  const check = await visitor.ask('I want to book')
  expect(await check.textContent()).toContain('do any of these apply to you?')
  expect(await check.locator('li').count()).toBe(4)
  const reply = await visitor.press('No')
  const link = reply.locator(`a[href="${treatwell}"]`).first()
  expect(await link.isVisible()).toBe(true)
  expect(await link.getAttribute('target')).toBe('_blank')
  expect(await link.getAttribute('rel')).toBe('noopener noreferrer')
})

test('19, 20: an emergency: 999 first, no booking anywhere in the reply', async () => {
  const reply = await visitor.ask("I've wet myself twice and can't feel when I wipe")
  const card = reply.locator('.care-card.emergency')
  expect(await reply.locator(':scope > *').nth(1).getAttribute('class')).toContain('care-card')
  expect(await card.locator('h3').textContent()).toMatch(/^Immediate action required: Call 999/)
  expect(await card.locator('a').first().getAttribute('href')).toBe('tel:999')
  expect(await reply.textContent()).not.toMatch(/treatwell|\bbook on\b/i)
  expect(await reply.locator('a[href*="treatwell"]').count()).toBe(0)
  expect(await reply.locator('.passage').count()).toBe(0)
  // The clinic's only contact is its booking page: while booking is closed it is not on the screen.
  expect(await visitor.panel.locator('.contact').count()).toBe(0)
})

test('what it does not know it says, and shows where to look', async () => {
  const reply = await visitor.ask('what does it cost')
  expect(await reply.textContent()).toMatch(/don’t know/)
  expect(await reply.locator(`a[href="${treatwell}"]`).count()).toBeGreaterThan(0)
})

test('no fever is no red flag', async () => {
  const reply = await visitor.ask('no fever, just a stiff back')
  expect(await reply.locator('.care-card').count()).toBe(0)
})

test('a suggestion and a follow-up are asked by a click', async () => {
  const suggestion = visitor.page.locator('.choices button').first()
  const question = await suggestion.textContent()
  await suggestion.click()
  await visitor.replies.nth(1).waitFor()
  expect(await visitor.page.locator('.own .words').first().textContent()).toContain(question)
  await visitor.page.locator('.choices button').first().click()
  await visitor.replies.nth(2).waitFor()
})

test('a question on the page opens the panel and asks it', async () => {
  await visitor.panel.getByRole('button', { name: 'Close' }).click()
  await visitor.page.locator('.asked a').first().click()
  await visitor.replies.nth(1).waitFor()
  expect(await visitor.panel.isVisible()).toBe(true)
})

test('22: markup in a message is text', async () => {
  const odd = '<img src=x onerror="document.title=1"> **bold**'
  await visitor.ask(odd)
  expect(await visitor.page.locator('.own .words').last().textContent()).toContain(odd)
  expect(await visitor.page.locator('.log img').count()).toBe(0)
})

test('21: a text that is too long is counted, not cut', async () => {
  await visitor.box.fill('a'.repeat(4012))
  expect(await visitor.page.getByRole('alert').textContent()).toContain('12')
  await visitor.box.press('Enter')
  expect(await visitor.box.inputValue()).toHaveLength(4012)
  expect(await visitor.page.locator('.own').count()).toBe(0)
})
