import { expect, test } from 'vitest'
import { openSite } from './site.js'
import { desktop, phone, type Visitor } from './visitor.js'

const site = openSite()
let visitor: Visitor

/** A page with something to shift, and with observers that were there before anything else. */
const page = (tag: string) => `<script>
  var shifts = 0, longTasks = []
  new PerformanceObserver(list => { for (const { value, hadRecentInput } of list.getEntries()) shifts += hadRecentInput ? 0 : value })
    .observe({ type: 'layout-shift', buffered: true })
  new PerformanceObserver(list => longTasks.push(...list.getEntries().map(({ duration }) => duration)))
    .observe({ type: 'longtask', buffered: true })
</script>${'<p>Some words of the clinic. </p>'.repeat(60)}${tag}`

const observed = () =>
  visitor.page.evaluate(
    () =>
      new Promise<{ shifts: number; longTasks: number[]; nodes: number }>(resolve =>
        // Two frames: what was drawn has been seen by the observers.
        requestAnimationFrame(() =>
          requestAnimationFrame(() => {
            const { shifts, longTasks } = window as unknown as { shifts: number; longTasks: number[] }
            resolve({ shifts, longTasks, nodes: document.querySelectorAll('*').length })
          })
        )
      )
  )

test.each([
  ['phone', phone],
  ['desktop', desktop]
])('31: before anybody uses it a page has no layout shift and no long task of ours: %s', async (_, size) => {
  visitor = await site().visit(page(''), '', size)
  const { nodes } = await observed()
  await visitor.leave()
  visitor = await site().visit(page(site().tag()), '', size)
  // On a busy machine anything may take long once; what we caused would take long every time.
  await expect
    .poll(
      async () => {
        await visitor.page.reload()
        await visitor.launcher.waitFor()
        const seen = await observed()
        expect(seen.shifts).toBe(0)
        expect(seen.nodes - nodes, 'one element in the page, and its tag').toBe(2)
        return seen.longTasks
      },
      { timeout: 20_000 }
    )
    .toEqual([])
})

test('31: the page does not move when it opens and closes', async () => {
  visitor = await site().visit(page(site().tag()))
  await visitor.page.mouse.wheel(0, 200)
  await visitor.open()
  await visitor.page.keyboard.press('Escape')
  expect((await observed()).shifts).toBeLessThan(0.01)
  expect(await visitor.page.evaluate(() => scrollY)).toBeGreaterThan(0)
})
