import { type Browser, chromium } from 'playwright-core'
import { findChromium } from '../../scripts/install-chromium.mjs'

/** Opens the Chromium of this machine, quiet: without its own traffic the tests see only ours. */
export async function openBrowser(): Promise<Browser> {
  const executablePath = findChromium()
  if (!executablePath)
    throw new Error('No Chromium: run `node scripts/install-chromium.mjs` first, or set CHROMIUM to its path.')
  return chromium.launch({
    executablePath,
    args: [
      // Chromium refuses its sandbox to root, as in containers.
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync'
    ]
  })
}
