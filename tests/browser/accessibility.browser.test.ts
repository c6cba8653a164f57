import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { AxeResults } from 'axe-core'
import type { BrowserContextOptions, Locator } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { openDoor } from './opening.js'
import { emergency, question, walk } from './states.js'
import { desktop, phone, type Visitor, zoomed } from './visitor.js'

// Numbers in the names are those of src/widget/CRITERIA.md.
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

const door = openDoor()
let visitor: Visitor

const arrive = async (options: BrowserContextOptions, path = '/') => {
  visitor = await door.arrive(options, path)
}

/** What axe finds against WCAG 2.0 to 2.2, A and AA, one line each; in the whole page or in a part of it. */
async function violations(part?: string): Promise<string[]> {
  await visitor.page.evaluate(script => {
    if (!('axe' in window)) new Function(script)()
  }, axe)
  const { violations } = await visitor.page.evaluate(
    selector =>
      (window as unknown as { axe: { run(context: unknown, options: object): Promise<AxeResults> } }).axe.run(
        selector ?? document,
        {
          runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
          resultTypes: ['violations']
        }
      ),
    part
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
  test.each(['light', 'dark'] as const)('in %s colours, in every state', async colorScheme => {
    await arrive({ ...size, colorScheme })
    const found: Record<string, string[]> = {}
    const seen: string[] = []
    for await (const state of walk(visitor)) {
      seen.push(state)
      const wrong = await violations(state === 'closed' || state === 'open' ? undefined : 'ask-the-clinic')
      if (wrong.length > 0) found[state] = wrong
    }
    expect(found).toEqual({})
    expect(seen).toHaveLength(11)
  })

  test.each(['/faq', '/chat', '/articles/can-massage-relieve-lower-back-pain', '/nowhere'])('on %s', async path => {
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
})

test('for screen readers', async () => {
  await arrive(desktop)
  await visitor.open()
  expect.soft(await visitor.panel.getAttribute('aria-label'), '7: the dialog has a name').toBe('Ask Glow By Salina')
  const notice = visitor.page.locator(`#${await visitor.panel.getAttribute('aria-describedby')}`)
  expect.soft(await notice.textContent(), '7: and says that it is automated').toMatch(/automated.*not medical advice/i)

  const log = visitor.page.getByRole('log')
  const news = await log.evaluateHandle(region => {
    const added: string[] = []
    new MutationObserver(changes => {
      for (const { addedNodes } of changes) for (const node of addedNodes) added.push((node as Element).className)
    }).observe(region, { childList: true })
    return added
  })
  expect.soft(await log.getAttribute('aria-live'), '8: a polite log').toBe('polite')
  await visitor.ask(question)
  const added = (await news.jsonValue()) as string[]
  expect
    .soft(
      added.filter(name => /^(own|reply)/.test(name)),
      '8: each is added once'
    )
    .toEqual(['own', 'reply'])
  expect.soft(await log.locator('.choices, .typing').count(), '8: and nothing else is in it').toBe(0)
  expect.soft(await visitor.page.locator('.own').last().textContent(), '10: who said what').toMatch(/^You said: /)
  expect.soft(await visitor.replies.last().textContent(), '10').toMatch(/^Automated answer:/)

  await visitor.ask('I want to book')
  await visitor.press('No')
  const links = visitor.page.locator('.panel a[target=_blank]')
  expect.soft(await links.count(), '11: links to other tabs').toBeGreaterThan(2)
  for (const text of await links.allTextContents()) expect.soft(text, '11').toContain('(opens in a new tab)')

  const card = await visitor.ask(emergency)
  const heading = await card.getByRole('heading').first().textContent()
  expect.soft(heading, '9: a care card says in words what its colour says').toMatch(/^Immediate action required: /)
  expect
    .soft(
      await visitor.page
        .locator('.panel')
        .locator('h2, h3')
        .first()
        .evaluate(one => one.tagName)
    )
    .toBe('H2')
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
    // The rest of the card can be scrolled to, and nothing lies over it.
    const covered = await reply.locator('.care-card').evaluate(card => {
      const root = card.getRootNode() as ShadowRoot
      return [...card.querySelectorAll('h3, a, p, li')].filter(piece => {
        piece.scrollIntoView({ block: 'center' })
        const { left, top, width, height } = piece.getBoundingClientRect()
        const at = root.elementFromPoint(left + Math.min(width, 20) / 2, top + height / 2)
        return !(at && (piece.contains(at) || at.contains(piece)) && card.contains(at))
      }).length
    })
    expect(covered).toBe(0)
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

  test('on a phone the question before booking and the buttons that answer it are seen together', async () => {
    await arrive(phone)
    await visitor.open()
    await visitor.ask('I want to book')
    const top = async (one: Locator) => (await one.boundingBox())!.y
    const composer = await top(visitor.panel.locator('.composer'))
    for (const name of ['No', 'Yes', 'Not sure']) {
      const button = await top(visitor.panel.getByRole('button', { name, exact: true }))
      expect(button, name).toBeLessThan(composer - 24)
    }
    // They answer; "You can also ask" would be wrong above them.
    expect(await visitor.panel.locator('.choices h3').count()).toBe(0)
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

test('38: lines, words and letters set apart lose nothing', async () => {
  await arrive(phone)
  await visitor.open()
  await visitor.ask(question)
  await visitor.page.evaluate(() => {
    const sheet = new CSSStyleSheet()
    sheet.replaceSync(`* { line-height: 1.5em !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important }
      p { margin-bottom: 2em !important }`)
    const root = document.querySelector('ask-the-clinic')!.shadowRoot!
    root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet]
  })
  const cut = await visitor.panel.evaluate(panel =>
    [...panel.querySelectorAll<HTMLElement>('*:not(.hidden, .scroll)')]
      .filter(({ scrollWidth, clientWidth }) => clientWidth > 0 && scrollWidth > clientWidth + 1)
      .map(({ className, textContent }) => `${className} ${textContent}`)
  )
  expect(cut).toEqual([])
  expect(await visitor.box.isVisible()).toBe(true)
})

test('39: in landscape everything is there', async () => {
  await arrive({ ...phone, viewport: { width: 844, height: 390 } })
  await visitor.open()
  await visitor.ask(question)
  await visitor.box.scrollIntoViewIfNeeded()
  for (const part of [visitor.box, visitor.panel.getByRole('button', { name: 'Close' })]) {
    await part.scrollIntoViewIfNeeded()
    expect(await part.isVisible()).toBe(true)
  }
})

test('40: focus can be seen everywhere and is not hidden', async () => {
  await arrive(desktop)
  await visitor.open()
  await visitor.ask(question)
  const seen: string[] = []
  for (let step = 0; step < 25; step++) {
    await visitor.page.keyboard.press('Shift+Tab')
    const look = await visitor.page.evaluate(() => {
      const root = document.querySelector('ask-the-clinic')!.shadowRoot!
      const at = root.activeElement
      if (!at) return null
      const { left, top, width, height } = at.getBoundingClientRect()
      const { outlineStyle, outlineWidth, outlineColor } = getComputedStyle(at)
      const over = root.elementFromPoint(left + width / 2, top + Math.min(height / 2, 20))
      return {
        ring: `${outlineStyle} ${outlineWidth} ${outlineColor}`,
        name: at.textContent || at.tagName,
        onTop: over !== null && (at.contains(over) || over.contains(at))
      }
    })
    if (!look) break
    seen.push(look.name)
    expect(look, look.name).toMatchObject({ ring: 'solid 3px rgb(255, 184, 28)', onTop: true })
  }
  expect(seen.length).toBeGreaterThan(6)
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
