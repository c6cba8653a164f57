import { createServer, type Server } from 'node:http'
import type { Browser, BrowserContextOptions } from 'playwright-core'
import { afterAll, afterEach, beforeAll } from 'vitest'
import { openBrowser } from './browser.js'
import { Clinic, freePort } from './server.js'
import { Visitor } from './visitor.js'

/** A clinic's own site, on another origin than the assistant, with whatever page and policy a test wants. */
export class Site {
  private page = { html: '', policy: '' }
  private visitors: Visitor[] = []

  private constructor(
    private readonly browser: Browser,
    readonly clinic: Clinic,
    private readonly server: Server,
    readonly address: string
  ) {
    server.on('request', (request, response) => {
      if (request.url?.endsWith('.css')) {
        response.setHeader('content-type', 'text/css')
        return response.end(hostile)
      }
      response.setHeader('content-type', 'text/html; charset=utf-8')
      if (this.page.policy) response.setHeader('content-security-policy', this.page.policy)
      response.end(this.page.html)
    })
  }

  static async open(): Promise<Site> {
    const port = await freePort()
    const address = `http://127.0.0.1:${port}`
    const server = createServer().listen(port, '127.0.0.1')
    const [browser, clinic] = await Promise.all([openBrowser(), Clinic.open({ ALLOWED_ORIGINS: address })])
    return new Site(browser, clinic, server, address)
  }

  /** The one tag of the widget, with these attributes. */
  tag(options = '', file = 'loader.js'): string {
    return `<script src="${this.clinic.url}/widget/${file}" ${options} async></script>`
  }

  async visit(body: string, policy = '', options?: BrowserContextOptions): Promise<Visitor> {
    this.page = {
      html: `<!doctype html><html lang="en"><meta name="viewport" content="width=device-width"><title>A clinic</title><body><h1>A clinic</h1>${body}`,
      policy
    }
    return this.arrive(this.address, options)
  }

  /** To one of the clinic's own pages, or another address. */
  async arrive(address: string, options?: BrowserContextOptions): Promise<Visitor> {
    const visitor = await Visitor.arrive(this.browser, address, options)
    this.visitors.push(visitor)
    return visitor
  }

  /** At the end of a test. */
  async empty(): Promise<void> {
    await Promise.all(this.visitors.splice(0).map(visitor => visitor.leave()))
  }

  async close(): Promise<void> {
    this.server.close()
    await this.browser.close()
    await this.clinic.close()
  }
}

/** Rules that have been seen on real sites, and worse. */
const hostile = `
* { display: none !important; font: 3px/0.5 cursive !important; color: transparent !important; transform: rotate(90deg) !important }
*::before, *::after { content: "HOSTILE" !important; display: block !important }
html, body { display: block !important; transform: none !important }
ask-the-clinic { visibility: hidden !important; opacity: 0 !important; position: absolute !important; left: -9999px !important }
button, textarea, div { all: unset !important }`

/** A site for the tests of one file; it is there from the first test on. */
export function openSite(): () => Site {
  let site: Site
  beforeAll(async () => {
    site = await Site.open()
  })
  afterAll(() => site?.close())
  afterEach(() => site?.empty())
  return () => site
}
