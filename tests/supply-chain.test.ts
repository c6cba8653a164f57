import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { listLicences } from '../scripts/licences.mjs'

const read = (file: string) => readFileSync(new URL(`../${file}`, import.meta.url), 'utf8')
const lock = JSON.parse(read('package-lock.json'))
const packages = Object.entries(lock.packages as Parameters<typeof listLicences>[0]['packages'])

test('docs/licences.md is what the script prints', () =>
  expect(read('docs/licences.md') === listLicences(lock), 'run `node scripts/licences.mjs > docs/licences.md`').toBe(
    true
  ))

test('every licence is told, and none asks for more than a mention', () => {
  const licences = [...read('docs/licences.md').matchAll(/^## (.*) \(\d+\)$/gm)].map(([, name]) => name)
  for (const licence of licences)
    expect(licence).toMatch(
      /^(MIT|ISC|0BSD|Unlicense|Apache-2\.0|BSD-[23]-Clause|BlueOak-1\.0\.0|\(AFL-2\.1 OR BSD-3-Clause\))$/
    )
})

test('nothing that the product needs runs a script when it is installed', () => {
  const scripts = packages.filter(([, { dev, hasInstallScript }]) => hasInstallScript && !dev)
  // restify's probe for DTrace: it is optional, and without its script restify uses a stand-in.
  expect(scripts.map(([path, { optional }]) => [path, optional])).toEqual([['node_modules/dtrace-provider', true]])
})
