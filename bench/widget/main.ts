import { parseArgs } from 'node:util'
import { openBrowser } from '../../tests/browser/browser.js'
import { Clinic } from '../../tests/browser/server.js'
import { measureCost } from './cost.js'
import { serveSite } from './site.js'
import { measureTap, medianOf, type Tap, throttled, unthrottled } from './tap.js'

/*
 * What the widget costs a visitor: from the tap to being able to type, the frame after the tap, and what a page pays that
 * nobody asks on. `npm run build && npm run bench-widget -- [--runs 5] [--web-chat webchat-minimal.js]`.
 */
const { values } = parseArgs({ options: { runs: { type: 'string', default: '5' }, 'web-chat': { type: 'string' } } })
const runs = Number(values.runs)

const [browser, site] = await Promise.all([openBrowser(), serveSite(values['web-chat'])])
const clinic = await Clinic.open({ ALLOWED_ORIGINS: site.address, LOG_LEVEL: 'silent' })

const row = (cells: (string | number)[]) => console.log(`| ${cells.join(' | ')} |`)
const repeat = async (measure: () => Promise<Tap>): Promise<Tap> => {
  const taps: Tap[] = []
  for (let run = 0; run < runs; run++) taps.push(await measure())
  return { typing: medianOf(taps.map(({ typing }) => typing)), paint: medianOf(taps.map(({ paint }) => paint)) }
}

try {
  row(['widget', 'network and processor', 'tap to typing, ms', 'next paint after the tap, ms'])
  row(['-', '-', '-', '-'])
  for (const line of [unthrottled, throttled]) {
    const ours = await repeat(() => measureTap(browser, site.withWidget(clinic.url), line))
    row(['ours', line.name, ours.typing, ours.paint])
    if (!values['web-chat']) continue
    const theirs = await repeat(() => measureTap(browser, site.withWebChat(clinic.url), line))
    row(['Web Chat', line.name, theirs.typing, theirs.paint])
  }
  console.log('\nA page that nobody asks on, throttled, median:')
  row(['page', 'requests', 'kB', 'first contentful paint, ms', 'load, ms', 'layout shift', 'blocking, ms'])
  row(['-', '-', '-', '-', '-', '-', '-'])
  for (const [name, address] of [
    ['without the tag', site.plain()],
    ['with the tag', site.withWidget(clinic.url)]
  ] as const) {
    const cost = await measureCost(browser, address, throttled, runs)
    row([name, cost.requests, cost.kilobytes, cost.paint, cost.load, cost.shift, cost.blocking])
  }
} finally {
  await browser.close()
  await clinic.close()
  site.close()
}
