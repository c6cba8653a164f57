import type { Browser, Page } from 'playwright-core'

/** A phone's line and processor: Lighthouse's "slow 4G" with 1.6 Mbit/s and 150 ms, and a processor a quarter as fast. */
export interface Line {
  name: string
  bitsPerSecond: number
  latency: number
  slowdown: number
}
export const unthrottled: Line = { name: 'this machine', bitsPerSecond: -8, latency: 0, slowdown: 1 }
export const throttled: Line = { name: '1.6 Mbit/s, 150 ms, 4x CPU', bitsPerSecond: 1.6e6, latency: 150, slowdown: 4 }

/** Milliseconds from the tap until the text box is there, and until the frame after the tap. */
export interface Tap {
  typing: number
  paint: number
}

export const medianOf = (values: number[]): number =>
  Math.round(values.sort((a, b) => a - b)[Math.floor(values.length / 2)]!)

export async function slow(page: Page, { bitsPerSecond, latency, slowdown }: Line): Promise<void> {
  const session = await page.context().newCDPSession(page)
  const throughput = bitsPerSecond / 8
  await session.send('Network.enable')
  await session.send('Network.emulateNetworkConditions', {
    offline: false,
    latency,
    downloadThroughput: throughput,
    uploadThroughput: throughput
  })
  await session.send('Emulation.setCPUThrottlingRate', { rate: slowdown })
}

// Plain script: it runs in the page, before anything else there.
const watch = `
  addEventListener('pointerdown', event => {
    const start = event.timeStamp
    const look = () => {
      const root = document.querySelector('ask-the-clinic')?.shadowRoot ?? document
      const box = root.querySelector('textarea, input[type=text], [contenteditable=true]')
      if (!box || box.disabled || box.readOnly || box.getClientRects().length === 0) return requestAnimationFrame(look)
      window.typing = performance.now() - start
    }
    requestAnimationFrame(look)
  }, { capture: true, once: true })
  window.paint = 0
  new PerformanceObserver(list => {
    for (const { name, duration } of list.getEntries())
      if (/^(pointer|click)/.test(name)) window.paint = Math.max(window.paint, duration)
  }).observe({ type: 'event', durationThreshold: 16, buffered: true })`

/** One tap on a fresh page with an empty cache. */
export async function measureTap(browser: Browser, address: string, line: Line): Promise<Tap> {
  const context = await browser.newContext({ viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true })
  const page = await context.newPage()
  try {
    await page.addInitScript(watch)
    await slow(page, line)
    await page.goto(address, { waitUntil: 'networkidle' })
    await page.locator('.launcher').tap()
    await page.waitForFunction('window.typing > 0', undefined, { timeout: 90_000 })
    // Event Timing rounds to 8 ms and tells nothing below 16.
    await page.waitForTimeout(500)
    return (await page.evaluate('({ typing: window.typing, paint: window.paint })')) as Tap
  } finally {
    await context.close()
  }
}
