import { readFileSync } from 'node:fs'
import { beforeEach, describe, expect, test } from 'vitest'
import { openDoor } from './opening.js'
import type { Visitor } from './visitor.js'

const question = 'How long does a typical lower back massage session last?'

const door = openDoor()
let visitor: Visitor
beforeEach(async () => {
  visitor = await door.arrive()
  await visitor.open()
})

describe('32: the box finds questions while one types', () => {
  const options = () => visitor.page.getByRole('option')
  const type = async (text: string) => {
    await visitor.box.pressSequentially(text)
    await options().first().waitFor()
  }

  test('with the first key it loads what it needs, and nothing that is typed leaves the page', async () => {
    const asked: string[] = []
    visitor.page.on('request', request => asked.push(`${request.method()} ${new URL(request.url()).pathname}`))
    await type('how often shuld')
    expect(await options().first().textContent()).toMatch(/how often/i)
    expect(asked).toEqual([expect.stringMatching(/^GET \/widget\/typeahead\.[0-9a-f]{8}\.js$/)])
  })

  test('the arrow keys choose, Enter asks', async () => {
    await type('long session')
    await visitor.page.keyboard.press('ArrowDown')
    const chosen = options().first()
    expect(await chosen.getAttribute('aria-selected')).toBe('true')
    expect(await visitor.box.getAttribute('aria-activedescendant')).toBe(await chosen.getAttribute('id'))
    const words = await chosen.textContent()
    await visitor.page.keyboard.press('Enter')
    await visitor.replies.nth(1).waitFor()
    expect(await visitor.page.locator('.own .words').textContent()).toContain(words)
    expect(await options().count()).toBe(0)
  })

  test('Enter without an arrow sends what was typed; a tap takes a question', async () => {
    await type('how long session')
    await visitor.page.keyboard.press('Enter')
    await visitor.replies.nth(1).waitFor()
    expect(await visitor.page.locator('.own .words').textContent()).toContain('how long session')
    await type('sore after')
    const words = await options().first().textContent()
    await options().first().click()
    await visitor.replies.nth(2).waitFor()
    expect(await visitor.page.locator('.own .words').last().textContent()).toContain(words)
  })

  test('the first Esc closes the list, the second the panel; how many fit is read out', async () => {
    await type('massage')
    await visitor.page.getByText('3 questions fit.').waitFor({ state: 'attached' })
    await visitor.page.keyboard.press('Escape')
    await expect.poll(() => options().count()).toBe(0)
    expect(await visitor.panel.isVisible()).toBe(true)
    await visitor.page.keyboard.press('Escape')
    await visitor.panel.waitFor({ state: 'hidden' })
  })

  test('without its file the box is a box', async () => {
    await visitor.page.route('**/typeahead.*.js', route => route.abort())
    await visitor.ask(question)
    expect(await visitor.replies.count()).toBe(2)
  })
})

describe('33: the conversation can be taken along, and deleted', () => {
  const item = (name: string) => visitor.panel.getByRole('button', { name, exact: true })

  test('copied as text, with who said it and when', async () => {
    await visitor.page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
    await visitor.ask(question)
    await item('Copy, print or delete').click()
    await item('Copy conversation').click()
    await visitor.page.getByText('Copied.').waitFor()
    const text = await visitor.page.evaluate(() => navigator.clipboard.readText())
    expect(text).toMatch(/You said: \(\d\d:\d\d\)\nHow long does a typical/)
    expect(text).toMatch(/Automated answer: \(\d\d:\d\d\)\n.*30-60 minutes/s)
    expect(text).not.toMatch(/\*\*|\]\(/)
  })

  test('printed alone, without the page around it', async () => {
    await visitor.page.context().addInitScript(() => {
      window.print = () => {}
    })
    await visitor.ask(question)
    await item('Copy, print or delete').click()
    const [sheet] = await Promise.all([visitor.page.waitForEvent('popup'), item('Print').click()])
    expect(await sheet.locator('body').textContent()).toContain('30-60 minutes')
    expect(await sheet.locator('body').textContent()).not.toContain('People often ask')
    await sheet.close()
  })

  test('deleted on the server too, after asking once more', async () => {
    await visitor.ask(question)
    await item('Copy, print or delete').click()
    await item('Delete conversation').click()
    expect(await visitor.page.locator('.own').count()).toBe(1)
    await item('Delete it now?').click()
    await expect.poll(() => visitor.page.locator('.own').count()).toBe(0)
    await visitor.page.reload()
    await visitor.open()
    expect(await visitor.panel.textContent()).not.toContain('30-60 minutes')
  })

  test('Esc closes the menu first, and the focus goes back to its button', async () => {
    const menu = item('Copy, print or delete')
    await menu.click()
    await visitor.page.keyboard.press('Tab')
    await visitor.page.keyboard.press('Escape')
    expect(await item('Print').count()).toBe(0)
    expect(await visitor.panel.isVisible()).toBe(true)
    expect(await menu.evaluate(one => (one.getRootNode() as ShadowRoot).activeElement === one)).toBe(true)
    expect(await menu.getAttribute('aria-expanded')).toBe('false')
  })
})

test('34: an answer that comes while it is closed is counted on the launcher', async () => {
  let go = () => {}
  const held = new Promise<void>(resolve => {
    go = resolve
  })
  await visitor.page.route('**/activities', async route => {
    await held
    await route.continue()
  })
  await visitor.box.fill(question)
  await visitor.box.press('Enter')
  await visitor.page.keyboard.press('Escape')
  await visitor.launcher.waitFor()
  expect(await visitor.launcher.textContent()).toBe('Ask a question')
  go()
  await expect.poll(() => visitor.launcher.textContent()).toBe('Ask a question1 new answers')
  await visitor.launcher.click()
  await visitor.page.keyboard.press('Escape')
  expect(await visitor.launcher.textContent()).toBe('Ask a question')
})

test('35: when a message was sent is read out with it', async () => {
  await visitor.ask(question)
  for (const line of ['.own', '.reply'])
    expect(await visitor.page.locator(line).last().locator('time').textContent()).toMatch(/sent at \d\d:\d\d/)
})

test('36: under an answer it can be said whether it helped, and why not', async () => {
  await visitor.ask(question)
  await visitor.press('👎 Not helpful')
  const reply = await visitor.press('It is hard to understand')
  expect(await reply.textContent()).toContain('That helps')
})

test('37: in a language that reads from right to left nothing is cut and the order turns round', async () => {
  const words = JSON.parse(readFileSync(new URL('words-ar.json', import.meta.url), 'utf8'))
  await visitor.page.route('**/settings.json*', async route => {
    const settings = (await (await route.fetch()).json()) as { page: object }
    await route.fulfill({ json: { ...settings, language: 'ar', page: { ...settings.page, ...words } } })
  })
  await visitor.page.reload()
  await visitor.open()
  await visitor.page.getByLabel(words.input).fill(question)
  await visitor.page.keyboard.press('Enter')
  await visitor.replies.nth(1).waitFor()
  expect(await visitor.panel.getAttribute('dir')).toBe('rtl')
  const place = async (selector: string) => (await visitor.panel.locator(selector).first().boundingBox())!
  expect((await place('.send')).x).toBeLessThan((await place('textarea')).x)
  expect((await place('.icon')).x).toBeLessThan((await place('.title')).x)
  const panel = await place(':scope')
  const own = await place('.own')
  expect(own.x - panel.x).toBeLessThan(40)
  const out = await visitor.panel.evaluate(box => {
    const edge = box.getBoundingClientRect()
    return [...box.querySelectorAll('*:not(.hidden, .hidden *, svg *)')]
      .filter(one => {
        if (one.getClientRects().length === 0) return false
        const { left, right } = one.getBoundingClientRect()
        return left < edge.left - 0.5 || right > edge.right + 0.5
      })
      .map(one => one.className)
  })
  expect(out).toEqual([])
})
