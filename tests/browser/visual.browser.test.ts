import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { boxFont } from './box-font.js'
import { openBrowser } from './browser.js'
import { setStage } from './stage.js'
import { desktop, phone, Visitor, zoomed } from './visitor.js'

/*
 * Pictures of every state, compared with those that were looked at and found good. Their letters are boxes and their words are
 * the test's own, so that neither another machine's fonts nor a new wording changes them. To take them anew, and then look:
 *   UPDATE_PICTURES=yes npx vitest run --project browser tests/browser/visual
 */
const folder = 'tests/browser/pictures'
const font = boxFont().toString('base64')
/** A channel may differ by this much (edges are smoothed differently), and this share of the pixels by more. */
const tolerance = { channel: 48, share: 0.004 }

let browser: Browser
let ruler: Page
beforeAll(async () => {
  browser = await openBrowser()
  ruler = await browser.newPage()
})
afterAll(() => browser?.close())

/** The share of pixels that differ; 1 for another size. */
const difference = (one: Buffer, other: Buffer): Promise<number> =>
  ruler.evaluate(
    async ({ pictures, channel }) => {
      const read = async (base64: string) => {
        const bytes = Uint8Array.from(atob(base64), letter => letter.charCodeAt(0))
        const { width, height } = await createImageBitmap(new Blob([bytes]))
        const context = new OffscreenCanvas(width, height).getContext('2d')!
        context.drawImage(await createImageBitmap(new Blob([bytes])), 0, 0)
        return context.getImageData(0, 0, width, height)
      }
      const [a, b] = (await Promise.all(pictures.map(read))) as [ImageData, ImageData]
      if (a.width !== b.width || a.height !== b.height) return 1
      let differing = 0
      for (let at = 0; at < a.data.length; at += 4) {
        const apart = [0, 1, 2].some(place => Math.abs(a.data[at + place]! - b.data[at + place]!) > channel)
        if (apart) differing++
      }
      return differing / (a.width * a.height)
    },
    { pictures: [one, other].map(picture => picture.toString('base64')), channel: tolerance.channel }
  )

async function arrive(options: Parameters<typeof Visitor.arrive>[2]): Promise<Visitor> {
  const context = await browser.newContext({ reducedMotion: 'reduce', ...options })
  const visitor = await Visitor.enter(context, await setStage(context))
  await visitor.launcher.waitFor()
  await visitor.page.evaluate(async base64 => {
    const bytes = Uint8Array.from(atob(base64), letter => letter.charCodeAt(0))
    document.fonts.add(await new FontFace('Boxes', bytes).load())
    const sheet = new CSSStyleSheet()
    sheet.replaceSync('*, .ask-clinic { font-family: Boxes !important }')
    const root = document.querySelector('ask-the-clinic')!.shadowRoot!
    root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet]
    // The panel brings its own sheet later; ours stays the last one by being important.
  }, font)
  return visitor
}

test.each([
  ['phone', { ...phone, colorScheme: 'light' }],
  ['desktop-dark', { ...desktop, colorScheme: 'dark' }],
  ['zoomed', zoomed],
  ['forced-colours', { ...desktop, forcedColors: 'active' }]
] as const)('41: every state looks as it was found good: %s', async (name, options) => {
  const visitor = await arrive(options)
  const { page, box } = visitor
  const wrong: Record<string, number> = {}
  const compare = async (state: string) => {
    const file = `${folder}/${name}-${state}.png`
    await page.mouse.move(0, 0)
    const picture = await page.screenshot(name.startsWith('desktop') || name.startsWith('forced') ? { clip } : {})
    if (process.env.UPDATE_PICTURES) {
      mkdirSync(folder, { recursive: true })
      if (!existsSync(file) || (await difference(picture, readFileSync(file))) > 0) writeFileSync(file, picture)
      return
    }
    const share = await difference(picture, readFileSync(file))
    if (share <= tolerance.share) return
    wrong[state] = share
    mkdirSync('test-results', { recursive: true })
    writeFileSync(`test-results/${name}-${state}.png`, picture)
  }
  const clip = { x: 800, y: 40, width: 480, height: 760 }
  const ask = async (text: string) => {
    const before = await visitor.replies.count()
    await box.fill(text)
    await box.press('Enter')
    await visitor.replies.nth(before).waitFor()
    await compare(text)
  }

  await compare('closed')
  await visitor.open()
  await compare('open')
  if (name === 'phone' || name === 'desktop-dark') {
    await visitor.panel.getByRole('button', { name: 'Menu' }).click()
    await visitor.panel.getByRole('button', { name: 'Delete' }).click()
    await compare('menu')
    await page.keyboard.press('Escape')
    await box.pressSequentially('massage')
    await page.getByRole('option').first().waitFor()
    await page.keyboard.press('ArrowDown')
    await compare('matches')
    await page.keyboard.press('Escape')
    await ask('clarify')
    await ask('booking')
    await ask('urgent')
    await ask('gp')
  }
  await ask('answer')
  await ask('emergency')
  await box.fill('never')
  await box.press('Enter')
  await page.locator('.typing').waitFor()
  await compare('typing')
  // Routes answer a page that is offline too.
  await page.route('**/v3/**', route => route.abort())
  await page.context().setOffline(true)
  await box.fill('unsent')
  await box.press('Enter')
  await page.getByText('Not sent').waitFor()
  await page.locator('.status:not(:empty)').waitFor()
  await compare('offline')
  await page.unroute('**/v3/**')
  await page.route('**/v3/**', route => route.fulfill({ status: 404, json: {} }))
  await page.context().setOffline(false)
  await page.getByRole('button', { name: 'Start again' }).waitFor()
  await compare('expired')
  await visitor.leave()
  expect(wrong, 'see test-results/').toEqual({})
})
