import type { Browser, BrowserContext, BrowserContextOptions, Locator, Page } from 'playwright-core'

export const phone: BrowserContextOptions = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true }
export const desktop: BrowserContextOptions = { viewport: { width: 1280, height: 800 } }
/** A desktop of 1280x1024 at 400 % zoom. */
export const zoomed: BrowserContextOptions = { viewport: { width: 320, height: 256 } }

/** Somebody with the page before them: what they see, and what the browser complained of meanwhile. */
export class Visitor {
  readonly complaints: string[] = []
  readonly panel: Locator
  readonly launcher: Locator
  readonly box: Locator
  readonly replies: Locator

  private constructor(readonly page: Page) {
    this.launcher = page.locator('.launcher')
    this.panel = page.getByRole('dialog')
    this.box = page.getByLabel('Your question')
    this.replies = page.locator('.reply')
    page.on('pageerror', error => this.complaints.push(error.message))
    page.on('console', message => {
      if (message.type() === 'error') this.complaints.push(message.text())
    })
  }

  static async arrive(browser: Browser, address: string, options: BrowserContextOptions = desktop): Promise<Visitor> {
    return Visitor.enter(await browser.newContext({ reducedMotion: 'reduce', ...options }), address)
  }

  static async enter(context: BrowserContext, address: string): Promise<Visitor> {
    const visitor = new Visitor(await context.newPage())
    await visitor.page.goto(address)
    return visitor
  }

  /** Opens the panel and waits for the welcome. */
  async open(): Promise<void> {
    await this.launcher.click()
    await this.replies.first().waitFor()
  }

  /** Types and sends; gives the answer. */
  async ask(question: string): Promise<Locator> {
    const before = await this.replies.count()
    await this.box.fill(question)
    await this.box.press('Enter')
    const answer = this.replies.nth(before)
    await answer.waitFor()
    return answer
  }

  /** Presses a button under the last answer; gives the next answer. */
  async press(label: string): Promise<Locator> {
    const before = await this.replies.count()
    await this.panel.getByRole('button', { name: label, exact: true }).click()
    const answer = this.replies.nth(before)
    await answer.waitFor()
    return answer
  }

  async leave(): Promise<void> {
    await this.page.context().close()
  }
}
