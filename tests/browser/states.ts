import type { Visitor } from './visitor.js'

export const emergency = "I've wet myself twice and can't feel when I wipe"
export const question = 'How long does a typical lower back massage session last?'

/** Leads a visitor through every state that the widget has, and stops at each: `for await (const state of walk(visitor))`. */
export async function* walk(visitor: Visitor): AsyncGenerator<string> {
  const { page, box, panel } = visitor
  const button = (name: string) => panel.getByRole('button', { name, exact: true })
  yield 'closed'
  await visitor.open()
  yield 'open'

  await button('Copy, print or delete').click()
  await button('Delete conversation').click()
  yield 'menu'
  await button('Copy, print or delete').click()

  await box.pressSequentially('how often')
  await page.getByRole('option').first().waitFor()
  await page.keyboard.press('ArrowDown')
  yield 'matches'
  await page.keyboard.press('Escape')

  const asksBack = await visitor.ask('pain')
  if ((await asksBack.locator('.passage').count()) > 0) throw new Error('"pain" is no longer asked back.')
  yield 'clarify'

  let go = () => {}
  const held = new Promise<void>(resolve => {
    go = resolve
  })
  await page.route('**/activities', async route => {
    await held
    await route.continue()
  })
  await box.fill(question)
  await box.press('Enter')
  await page.getByText('Looking for the answer').waitFor()
  yield 'typing'
  go()
  await visitor.replies.nth(2).waitFor()
  await page.unroute('**/activities')
  yield 'answer'

  await visitor.ask('I want to book')
  await visitor.press('No')
  yield 'booking'
  await visitor.ask(emergency)
  yield 'care card'

  await page.context().setOffline(true)
  await box.fill(question)
  await box.press('Enter')
  await page.getByText('Not sent').waitFor()
  yield 'offline'
  await page.route('**/activities*', route => route.fulfill({ status: 404, json: {} }))
  await page.context().setOffline(false)
  await button('Start a new conversation').waitFor()
  yield 'expired'
  await page.unroute('**/activities*')
}
