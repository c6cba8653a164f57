// Finds a Chromium for the browser tests, or installs one: `node scripts/install-chromium.mjs`. Does nothing when one is there.
import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync } from 'node:fs'
import { chromium } from 'playwright-core'

const places = [
  process.env.CHROMIUM,
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  chromium.executablePath()
]

/** The first Chromium on this machine, or null. */
export function findChromium() {
  return places.find(path => path && existsSync(path)) ?? null
}

function run(command, args) {
  console.log(`> ${command} ${args.join(' ')}`)
  return (
    spawnSync(command, args, { stdio: 'inherit', env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } })
      .status === 0
  )
}

const hasFont = () =>
  ['/usr/share/fonts', '/usr/local/share/fonts'].some(path => existsSync(path) && readdirSync(path).length > 0)

function install() {
  if (process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
    // Without any font Chromium draws every letter as a box, and the reflow tests measure nonsense.
    const fonts = hasFont() ? [] : ['fonts-dejavu-core']
    run('apt-get', ['update'])
    if (run('apt-get', ['install', '-y', '--no-install-recommends', 'chromium', ...fonts])) return
  }
  run('npx', ['playwright-core', 'install', 'chromium'])
}

if (process.argv[1] === import.meta.filename || process.argv[1]?.endsWith('install-chromium.mjs')) {
  if (!findChromium()) install()
  const found = findChromium()
  if (found) console.log(`Chromium: ${found}`)
  else {
    console.error('No Chromium for the browser tests. Install Chromium or Chrome, or set CHROMIUM to its path.')
    process.exit(1)
  }
}
