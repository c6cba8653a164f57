import type { Browser, BrowserContextOptions } from 'playwright-core'
import { afterAll, afterEach, beforeAll } from 'vitest'
import { openBrowser } from './browser.js'
import { Clinic } from './server.js'
import { Visitor } from './visitor.js'

/** A browser and a clinic for the tests of one file; who arrived leaves when their test is over. */
export function openDoor() {
  let browser: Browser
  let clinic: Clinic
  let visitor: Visitor | undefined
  beforeAll(async () => {
    ;[browser, clinic] = await Promise.all([openBrowser(), Clinic.open()])
  })
  afterAll(async () => {
    await browser?.close()
    await clinic?.close()
  })
  afterEach(() => visitor?.leave())
  return {
    clinic: () => clinic,
    async arrive(options?: BrowserContextOptions, path = '/'): Promise<Visitor> {
      visitor = await Visitor.arrive(browser, clinic.url + path, options)
      return visitor
    }
  }
}
