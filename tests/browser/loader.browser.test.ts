import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { openSite } from './site.js'
import type { Visitor } from './visitor.js'

const question = 'How long does a typical lower back massage session last?'
const built = readdirSync('dist/widget')
const integrity = (name: string) =>
  `sha256-${createHash('sha256')
    .update(readFileSync(`dist/widget/${name}`))
    .digest('base64')}`

const site = openSite()
let visitor: Visitor

const run = (script: string) => visitor.page.evaluate(script)

describe('the tag', () => {
  test('its options: colour, side, label, way on', async () => {
    visitor = await site().visit(
      site().tag('data-colour="#ffd166" data-position="left" data-label="Ask us" data-fallback="/help"')
    )
    await visitor.launcher.waitFor()
    const look = await visitor.launcher.evaluate(button => {
      const { backgroundColor, color } = getComputedStyle(button)
      return { backgroundColor, color, left: button.getBoundingClientRect().left, text: button.textContent }
    })
    expect(look).toEqual({ backgroundColor: 'rgb(255, 209, 102)', color: 'rgb(0, 0, 0)', left: 16, text: 'Ask us' })
    await visitor.page.route('**/panel.*.js', route => route.abort())
    await visitor.launcher.click()
    expect(await visitor.page.getByRole('alert').getByRole('link').getAttribute('href')).toBe('/help')
  })

  test('on a page that reads from right to left the launcher stands on the left', async () => {
    visitor = await site().visit(`<script>document.dir = 'rtl'</script>${site().tag()}`)
    await visitor.launcher.waitFor()
    expect((await visitor.launcher.boundingBox())!.x).toBe(16)
  })

  test('another clinic than this server’s is not spoken for', async () => {
    visitor = await site().visit(site().tag('data-clinic="another"'))
    await visitor.launcher.click()
    await visitor.page.getByText('could not be reached').waitFor()
  })

  test('pinned by its hash it loads the rest by hash, and a changed file does not run', async () => {
    const file = built.find(name => /^loader\.[0-9a-f]{8}\.js$/.test(name))!
    const pinned = `integrity="${integrity(file)}" crossorigin="anonymous"`
    visitor = await site().visit(site().tag(pinned, file))
    await visitor.open()
    const scripts = await visitor.page.evaluate(() =>
      [...document.querySelectorAll<HTMLScriptElement>('head script')].map(script => script.integrity)
    )
    expect(scripts).toEqual([integrity(built.find(name => name.startsWith('panel.'))!)])
    await visitor.leave()
    visitor = await site().visit(site().tag(pinned, file))
    await visitor.page.route('**/panel.*.js', async route =>
      route.fulfill({ headers: { 'access-control-allow-origin': '*' }, body: 'document.title = "changed"' })
    )
    await visitor.launcher.click()
    await visitor.page.getByRole('alert').waitFor()
    expect(await visitor.page.title()).toBe('A clinic')
  })

  test('6: nothing is asked of the network before somebody is about to use it', async () => {
    visitor = await site().visit(site().tag())
    await visitor.launcher.waitFor()
    const asked: string[] = []
    visitor.page.on('request', request => asked.push(new URL(request.url()).pathname))
    await visitor.page.reload({ waitUntil: 'networkidle' })
    expect(asked.filter(path => path !== '/favicon.ico')).toEqual(['/', '/widget/loader.js'])
    await visitor.launcher.hover()
    await expect.poll(() => asked.at(-1)).toBe('/widget/settings.json')
    expect(await visitor.panel.isVisible()).toBe(false)
  })
})

describe('window.askTheClinic', () => {
  test('opens, closes, toggles, asks, and tells of it', async () => {
    visitor = await site().visit(`<script>
      var seen = []
      addEventListener('ask-the-clinic:open', () => seen.push('open'))
      askTheClinic = [['on', 'reply', () => seen.push('reply')], ['on', 'close', () => seen.push('close')],
        ['on', 'handoff', detail => seen.push(detail.to)], ['ask', ${JSON.stringify(question)}]]
    </script>${site().tag()}`)
    // What was asked before the loader was there.
    await visitor.replies.nth(1).waitFor()
    await run('askTheClinic.toggle()')
    await visitor.panel.waitFor({ state: 'hidden' })
    await run('askTheClinic.toggle()')
    await visitor.panel.waitFor()
    await run('askTheClinic.close()')
    await visitor.panel.waitFor({ state: 'hidden' })
    await run('askTheClinic.open()')
    await visitor.panel.waitFor()
    await visitor.ask('I want to book')
    await visitor.press('No')
    const seen = (await run('seen')) as string[]
    expect(seen.filter(name => name !== 'reply')).toEqual(['open', 'close', 'open', 'close', 'open', 'booking'])
    expect(seen).toContain('reply')
    expect(seen.join()).not.toContain('massage')
  })

  test('`on` gives the function that stops it', async () => {
    visitor = await site().visit(site().tag())
    await visitor.launcher.waitFor()
    await run('var seen = 0, stop = askTheClinic.on("open", () => seen++); stop(); askTheClinic.open()')
    await visitor.replies.first().waitFor()
    expect(await run('seen')).toBe(0)
  })

  test('reset forgets the conversation; destroy leaves nothing behind, and the tag can come again', async () => {
    visitor = await site().visit(site().tag())
    await visitor.open()
    await visitor.ask(question)
    const ticket = () => visitor.page.evaluate(() => Object.values(sessionStorage).join())
    const before = await ticket()
    await run('askTheClinic.reset()')
    await expect.poll(() => visitor.page.locator('.own').count()).toBe(0)
    await expect.poll(ticket).not.toBe(before)
    await run('askTheClinic.destroy()')
    expect(await visitor.page.locator('ask-the-clinic').count()).toBe(0)
    expect(await run('typeof askTheClinic')).toBe('undefined')
    await run(`document.body.append(Object.assign(document.createElement('script'),
      { src: '${site().clinic.url}/widget/loader.js' }))`)
    await visitor.open()
  })

  test('setLocale: what is sent and asked for from then on', async () => {
    visitor = await site().visit(site().tag('data-locale="en-IE"'))
    await visitor.open()
    const asked = visitor.page.waitForRequest(/settings\.json\?locale=cy/)
    await run('askTheClinic.setLocale("cy")')
    await asked
    const sent = visitor.page.waitForRequest(
      request => request.method() === 'POST' && /activities$/.test(request.url())
    )
    await visitor.ask(question)
    expect((await sent).postDataJSON().locale).toBe('cy')
  })
})

test('a single-page site may swap all that it has: the widget stays, with its conversation', async () => {
  visitor = await site().visit(site().tag())
  await visitor.open()
  await visitor.ask(question)
  await run('history.pushState(null, "", "/next"); document.body.replaceChildren("next page")')
  await visitor.panel.waitFor()
  await run('document.body = Object.assign(document.createElement("body"), { textContent: "one more" })')
  await visitor.panel.waitFor()
  expect(await visitor.replies.count()).toBe(2)
  await visitor.ask('Can I combine massage with other therapies for back pain?')
})

test('inline it is part of the page, without a launcher; when its place goes, it goes', async () => {
  visitor = await site().visit(`<main>${site().tag('data-mode="inline"')}</main>`)
  await visitor.replies.first().waitFor()
  expect(await visitor.launcher.count()).toBe(0)
  expect(await visitor.page.getByRole('button', { name: 'Close' }).count()).toBe(0)
  await visitor.ask(question)
  await run('document.querySelector("main").remove()')
  await expect.poll(() => run('typeof askTheClinic')).toBe('undefined')
})

test.each([
  ['phone', { width: 390, height: 844 }],
  ['desktop', { width: 1280, height: 800 }]
])('/chat is the assistant alone, as high as the window: %s', async (_, viewport) => {
  visitor = await site().arrive(`${site().clinic.url}/chat`, { viewport })
  await visitor.replies.first().waitFor()
  const panel = await visitor.page.locator('.panel').boundingBox()
  expect(Math.round(panel!.y + panel!.height)).toBe(viewport.height)
  expect(await visitor.page.evaluate(() => document.documentElement.scrollHeight)).toBe(viewport.height)
  await visitor.ask(question)
  expect(visitor.complaints).toEqual([])
})
