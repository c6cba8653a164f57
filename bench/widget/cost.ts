import type { Browser } from 'playwright-core'
import { type Line, medianOf, slow } from './tap.js'

/** What Lighthouse's performance score is made of, and what was loaded. */
export interface Cost {
  requests: number
  kilobytes: number
  /** Milliseconds. */
  paint: number
  load: number
  shift: number
  /** Milliseconds of tasks beyond 50 each (total blocking time). */
  blocking: number
}

const watch = `
  window.shift = 0
  window.blocking = 0
  new PerformanceObserver(list => list.getEntries().forEach(({ value }) => (window.shift += value)))
    .observe({ type: 'layout-shift', buffered: true })
  new PerformanceObserver(list => list.getEntries().forEach(({ duration }) => (window.blocking += duration - 50)))
    .observe({ type: 'longtask', buffered: true })`

const read = `(() => {
  const [page] = performance.getEntriesByType('navigation')
  const files = [page, ...performance.getEntriesByType('resource')]
  return {
    requests: files.length,
    kilobytes: files.reduce((sum, { transferSize }) => sum + transferSize, 0) / 1000,
    paint: performance.getEntriesByName('first-contentful-paint')[0].startTime,
    load: page.loadEventEnd,
    shift: window.shift,
    blocking: window.blocking
  }
})()`

/** The medians of several visits with an empty cache. */
export async function measureCost(browser: Browser, address: string, line: Line, runs: number): Promise<Cost> {
  const seen: Cost[] = []
  for (let run = 0; run < runs; run++) {
    const context = await browser.newContext({ viewport: { width: 390, height: 844 }, isMobile: true })
    const page = await context.newPage()
    await page.addInitScript(watch)
    await slow(page, line)
    await page.goto(address, { waitUntil: 'networkidle' })
    seen.push((await page.evaluate(read)) as Cost)
    await context.close()
  }
  const median = (name: keyof Cost) => medianOf(seen.map(cost => cost[name]))
  return {
    requests: median('requests'),
    kilobytes: median('kilobytes'),
    paint: median('paint'),
    load: median('load'),
    shift: Math.max(...seen.map(({ shift }) => shift)),
    blocking: median('blocking')
  }
}
