// Takes the README's pictures from the built product: `npm run build && node scripts/pictures.mjs`.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium } from 'playwright-core'
import { findChromium } from './install-chromium.mjs'

const port = 3979
const data = mkdtempSync(join(tmpdir(), 'pictures-'))
const server = spawn(process.execPath, ['dist/main.js'], {
  env: { ...process.env, PORT: String(port), DATA_DIR: data },
  stdio: ['ignore', 'pipe', 'ignore']
})
await new Promise((ready, fail) => {
  server.stdout.once('data', ready)
  server.once('exit', () => fail(new Error('the server did not start: build it first')))
})

const browser = await chromium.launch({
  executablePath: findChromium(),
  args: process.getuid?.() === 0 ? ['--no-sandbox'] : []
})

const emergency = "I've wet myself twice and can't feel when I wipe"

/** A picture of the page with the panel open after these questions, as a data address. `last`: what is done before it is taken. */
async function take(options, questions, last = async () => {}) {
  const context = await browser.newContext({ reducedMotion: 'reduce', ...options })
  const page = await context.newPage()
  await page.goto(`http://127.0.0.1:${port}/`)
  await page.locator('.launcher').waitFor()
  if (questions) {
    await page.locator('.launcher').click()
    const replies = page.locator('.reply')
    await replies.first().waitFor()
    for (const question of questions) {
      const before = await replies.count()
      await page.getByLabel('Your question').fill(question)
      await page.getByLabel('Your question').press('Enter')
      await replies.nth(before).waitFor()
      await page.waitForTimeout(400)
    }
    await last(page)
  }
  await page.mouse.move(5, 5)
  const picture = await page.screenshot()
  await context.close()
  return `data:image/png;base64,${picture.toString('base64')}`
}

/** Pictures side by side, all as high as each other, each with a word below. */
async function show(name, height, pictures) {
  const page = await browser.newPage({ viewport: { width: 1640, height: 800 } })
  const figures = pictures.map(
    ([label, picture]) => `<figure style="margin:0;text-align:center"><img src="${picture}" alt=""
      style="display:block;height:${height}px;border:1px solid #ccc;border-radius:14px;margin-bottom:10px">${label}</figure>`
  )
  await page.setContent(`<body style="margin:0"><div id="all" style="display:inline-flex;gap:30px;padding:20px;background:#fff;
    color:#24302c;font:17px sans-serif">${figures.join('')}</div>`)
  await page.locator('#all').screenshot({ path: `docs/pictures/${name}.png` })
  await page.close()
}

const phone = { viewport: { width: 390, height: 760 }, isMobile: true, hasTouch: true }
const desktop = { viewport: { width: 1180, height: 760 } }
const typeHowOften = async page => {
  await page.getByLabel('Your question').pressSequentially('how often')
  await page.getByRole('option').first().waitFor()
  await page.keyboard.press('ArrowDown')
}
const openMenu = page => page.getByRole('button', { name: 'Copy, print or delete' }).click()

mkdirSync('docs/pictures', { recursive: true })
await show('overview', 760, [
  ['A misspelt question, answered in the article’s words', await take(desktop, ['how offen shud i come'])],
  ['An emergency comes first, and alone', await take(phone, [emergency])]
])
await show('states', 620, [
  ['The clinic’s page', await take(phone, null)],
  ['Opened', await take(phone, [])],
  ['While one types', await take(phone, [], typeHowOften)],
  ['Asked back', await take(phone, ['pain'])],
  ['Copy, print, delete', await take({ ...phone, colorScheme: 'dark' }, ['how long is a session'], openMenu)]
])
await show('for-everybody', 460, [
  ['Dark', await take({ ...desktop, colorScheme: 'dark' }, ['how long is a session'])],
  ['200 % zoom', await take({ viewport: { width: 640, height: 400 }, deviceScaleFactor: 2 }, [emergency])],
  ['400 % zoom', await take({ viewport: { width: 320, height: 256 }, deviceScaleFactor: 4 }, [emergency])]
])
await show('forced-colours', 460, [['Forced colours', await take({ ...desktop, forcedColors: 'active' }, [emergency])]])
await browser.close()
server.kill()
await once(server, 'exit')
rmSync(data, { recursive: true, force: true })
