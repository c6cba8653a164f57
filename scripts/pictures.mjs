// Takes the README's picture from the built product: `npm run build && node scripts/pictures.mjs`.
import { spawn } from 'node:child_process'
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

/** A picture of the page with the panel open after these questions, as a data address. */
async function take(viewport, questions) {
  const page = await browser.newPage({ viewport, reducedMotion: 'reduce' })
  await page.goto(`http://127.0.0.1:${port}/`)
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
  await page.mouse.move(5, 5)
  const picture = await page.screenshot()
  await page.close()
  return `data:image/png;base64,${picture.toString('base64')}`
}

const desktop = await take({ width: 1180, height: 760 }, ['how offen shud i come'])
const phone = await take({ width: 390, height: 760 }, ["I've wet myself twice and can't feel when I wipe"])
const page = await browser.newPage({ viewport: { width: 1640, height: 800 } })
await page.setContent(`<body style="margin:20px;display:flex;gap:30px;background:#fff">
  ${[desktop, phone].map(picture => `<img src="${picture}" alt="" style="height:760px;border:1px solid #ccc;border-radius:14px">`).join('')}`)
mkdirSync('docs/pictures', { recursive: true })
await page.screenshot({ path: 'docs/pictures/overview.png' })
await browser.close()
server.kill()
rmSync(data, { recursive: true, force: true })
