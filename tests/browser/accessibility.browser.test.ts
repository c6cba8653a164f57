import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { AxeResults } from 'axe-core'
import type { Browser, BrowserContextOptions } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { openBrowser } from './browser.js'
import { Clinic } from './server.js'
import { desktop, phone, Visitor, zoomed } from './visitor.js'

// Numbers in the names are those of src/widget/CRITERIA.md.
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const emergency = "I've wet myself twice and can't feel when I wipe"
const question = 'How long does a typical lower back massage session last?'

let browser: Browser
let clinic: Clinic
let visitor: Visitor

beforeAll(async () => {
  ;[browser, clinic] = await Promise.all([openBrowser(), Clinic.open()])
})
afterAll(async () => {
  await browser?.close()
  await clinic?.close()
})
afterEach(() => visitor?.leave())

const arrive = async (options: BrowserContextOptions, path = '/') => {
  visitor = await Visitor.arrive(browser, clinic.url + path, options)
}

/** What axe finds against WCAG 2.0 to 2.2, A and AA, one line each. */
async function violations(): Promise<string[]> {
  await visitor.page.evaluate(axe)
  const { violations } = await visitor.page.evaluate(() =>
    (window as unknown as { axe: { run(options: object): Promise<AxeResults> } }).axe.run({
      runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']
    })
  )
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id}: ${target.join(' ')} ${failureSummary}`)
  )
}

const focused = () =>
  visitor.page.evaluate(() => {
    let at = document.activeElement
    while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement
    return at?.className || at?.id || at?.tagName || ''
  })

async function stepTo(there: () => Promise<boolean>, key = 'Tab'): Promise<void> {
  for (let step = 0; step < 20; step++) {
    if (await there()) return
    await visitor.page.keyboard.press(key)
  }
  throw new Error('The keyboard does not get there.')
}

async function pressByKeyboard(label: string, key?: string): Promise<void> {
  const button = visitor.panel.getByRole('button', { name: label, exact: true })
  await button.waitFor()
  await stepTo(() => button.evaluate(one => (one.getRootNode() as ShadowRoot).activeElement === one), key)
  await visitor.page.keyboard.press('Enter')
}

describe.each([
  ['phone', phone],
  ['desktop', desktop]
] as const)('1: axe finds nothing on a %s', (_, size) => {
  test.each(['light', 'dark'] as const)(
    'in %s colours: closed, open, answer, care card, offline',
    async colorScheme => {
      await arrive({ ...size, colorScheme })
      expect(await violations()).toEqual([])
      await visitor.open()
      expect(await violations()).toEqual([])
      await visitor.ask(question)
      expect(await violations()).toEqual([])
      await visitor.ask(emergency)
      expect(await violations()).toEqual([])
      await visitor.page.context().setOffline(true)
      await visitor.box.fill(question)
      await visitor.box.press('Enter')
      await visitor.page.getByText('Not sent').waitFor()
      expect(await violations()).toEqual([])
    }
  )

  test.each(['/faq', '/articles/can-massage-relieve-lower-back-pain', '/nowhere'])('on %s', async path => {
    await arrive(size, path)
    expect(await violations()).toEqual([])
  })
})

describe('keyboard', () => {
  test('2: the whole journey without a mouse', async () => {
    await arrive(desktop)
    await visitor.launcher.focus()
    await visitor.page.keyboard.press('Enter')
    await visitor.replies.first().waitFor()
    await visitor.page.keyboard.type(question)
    await visitor.page.keyboard.press('Enter')
    await visitor.replies.nth(1).waitFor()
    expect(await focused()).toBe('ask-input')
    await pressByKeyboard('Book a session', 'Shift+Tab')
    await visitor.replies.nth(2).waitFor()
    await pressByKeyboard('No')
    await visitor.replies.nth(3).waitFor()
    await stepTo(async () => (await focused()) === 'button')
    expect(await visitor.replies.nth(3).textContent()).toContain('Book on Treatwell')
  })

  test('3: Esc closes and gives the focus back', async () => {
    await arrive(desktop)
    await visitor.launcher.focus()
    await visitor.page.keyboard.press('Enter')
    await visitor.replies.first().waitFor()
    await visitor.page.keyboard.press('Escape')
    expect(await visitor.panel.isVisible()).toBe(false)
    expect(await focused()).toBe('launcher')
  })

  test('4: on a phone Tab stays in the panel, which covers the page', async () => {
    await arrive(phone)
    await visitor.open()
    expect(await visitor.panel.getAttribute('aria-modal')).toBe('true')
    for (let step = 0; step < 20; step++) {
      await visitor.page.keyboard.press('Tab')
      expect(await visitor.page.evaluate(() => document.activeElement?.tagName)).toBe('ASK-THE-CLINIC')
    }
  })

  test('5: on a desktop Tab leaves the panel: no trap', async () => {
    await arrive(desktop)
    await visitor.open()
    let left = false
    for (let step = 0; step < 20 && !left; step++) {
      await visitor.page.keyboard.press('Tab')
      left = (await visitor.page.evaluate(() => document.activeElement?.tagName)) !== 'ASK-THE-CLINIC'
    }
    expect(left).toBe(true)
    expect(await visitor.panel.getAttribute('aria-modal')).toBeNull()
  })

  test('6: it never opens by itself', async () => {
    await arrive(desktop)
    const asked: string[] = []
    visitor.page.on('request', request => asked.push(request.url()))
    await visitor.page.reload()
    await visitor.launcher.waitFor()
    await visitor.page.waitForTimeout(300)
    expect(await visitor.panel.count()).toBe(0)
    expect(asked.filter(url => /panel|settings|token|directline/.test(url))).toEqual([])
  })
})

describe('for screen readers', () => {
  test('7: the dialog has a name and says that it is automated', async () => {
    await arrive(desktop)
    await visitor.open()
    expect(await visitor.panel.getAttribute('aria-label')).toBe('Ask Glow By Salina')
    expect(await visitor.page.locator('#ask-notice').textContent()).toMatch(/automated.*not medical advice/i)
  })

  test('8: answers land in one polite log; what can be clicked next and the typing sign do not', async () => {
    await arrive(desktop)
    await visitor.open()
    const log = visitor.page.getByRole('log')
    expect(await log.getAttribute('aria-live')).toBe('polite')
    expect(await log.locator('.choices, .typing').count()).toBe(0)
    await visitor.ask(question)
    expect(await log.locator('.reply').count()).toBe(2)
  })

  test('9: a care card is a heading with its hidden prefix', async () => {
    await arrive(desktop)
    await visitor.open()
    const reply = await visitor.ask(emergency)
    expect(await reply.getByRole('heading').first().textContent()).toMatch(/^Immediate action required: /)
  })

  test('10: who said what stands in the text', async () => {
    await arrive(desktop)
    await visitor.open()
    await visitor.ask(question)
    expect(await visitor.page.locator('.own').last().textContent()).toMatch(/^You said: /)
    expect(await visitor.replies.last().textContent()).toMatch(/^Automated answer:/)
  })

  test('11: links to other tabs say so', async () => {
    await arrive(desktop)
    await visitor.open()
    await visitor.ask('I want to book')
    await visitor.press('No')
    for (const link of await visitor.page.locator('.panel a[target=_blank]').all()) {
      expect(await link.textContent()).toContain('(opens in a new tab)')
    }
  })
})

describe('size and space', () => {
  test.each([
    ['phone', phone],
    ['400 % zoom', zoomed],
    ['small phone', { viewport: { width: 320, height: 568 } }]
  ] as const)('12: nothing is cut or scrolls sideways: %s', async (_, size) => {
    await arrive(size)
    await visitor.open()
    await visitor.ask('Which massage techniques help lower back pain?')
    const reply = await visitor.ask(emergency)
    const width = size.viewport!.width
    const wide = await visitor.panel.evaluate(
      (panel, limit) =>
        [panel, ...panel.querySelectorAll('*:not(.hidden):not(svg *)')]
          .filter(
            element =>
              element.getBoundingClientRect().right > limit + 0.5 || element.getBoundingClientRect().left < -0.5
          )
          .map(element => `${element.tagName}.${element.className}`),
      width
    )
    expect(wide).toEqual([])
    expect(await visitor.page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width)
    const heading = await reply.locator('h3').boundingBox()
    expect(heading!.y).toBeGreaterThanOrEqual(0)
    expect(heading!.y + heading!.height).toBeLessThanOrEqual(size.viewport!.height)
  })

  test.each(['/', '/faq', '/articles/can-massage-relieve-lower-back-pain'])(
    '12: %s does not scroll sideways at 320 px',
    async path => {
      await arrive(zoomed, path)
      expect(await visitor.page.evaluate(() => document.documentElement.scrollWidth)).toBe(320)
    }
  )

  test('13: every target is at least 44 px high, 14: every text at least 16 px', async () => {
    await arrive(phone)
    await visitor.open()
    await visitor.ask(question)
    await visitor.ask(emergency)
    const small = await visitor.panel.evaluate(panel => ({
      targets: [...panel.querySelectorAll('a, button, textarea')]
        .filter(target => target.getBoundingClientRect().height < 43.9 && getComputedStyle(target).display !== 'inline')
        .map(target => target.textContent),
      texts: [...panel.querySelectorAll('*')]
        .filter(element => element.textContent?.trim() && Number.parseFloat(getComputedStyle(element).fontSize) < 15.99)
        .map(element => element.textContent)
    }))
    expect(small).toEqual({ targets: [], texts: [] })
  })

  test('15: it grows with the visitor’s own text size', async () => {
    await arrive(desktop)
    await visitor.open()
    const size = () => visitor.panel.evaluate(panel => Number.parseFloat(getComputedStyle(panel).fontSize))
    const before = await size()
    // The size of the page's root is the page's own matter and must change nothing.
    await visitor.page.evaluate(() => {
      document.documentElement.style.fontSize = '10px'
    })
    expect(await size()).toBe(before)
  })
})

test('16: reduced motion means none', async () => {
  await arrive({ ...desktop, reducedMotion: 'reduce' })
  await visitor.open()
  expect(await visitor.panel.evaluate(panel => getComputedStyle(panel).animationName)).toBe('none')
})

test('17: in forced colours buttons keep an edge', async () => {
  await arrive({ ...desktop, forcedColors: 'active' })
  await visitor.open()
  const reply = await visitor.ask(emergency)
  expect(
    await reply
      .locator('.call')
      .first()
      .evaluate(call => getComputedStyle(call).borderTopStyle)
  ).toBe('solid')
  expect(await reply.locator('.care-card').evaluate(card => getComputedStyle(card).borderTopWidth)).toBe('2px')
})

test('18: a person is always in reach', async () => {
  await arrive(phone)
  await visitor.open()
  const contact = visitor.panel.getByRole('link', { name: 'Contact the clinic' })
  await visitor.ask('how long is a session')
  expect(await contact.isVisible()).toBe(true)
  const reply = await visitor.ask(emergency)
  expect(await contact.isVisible()).toBe(false)
  expect(await reply.locator('a[href="tel:999"]').isVisible()).toBe(true)
})
