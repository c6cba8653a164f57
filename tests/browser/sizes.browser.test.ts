import { readdirSync, readFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'

const built = (name: RegExp) => readFileSync(`dist/widget/${readdirSync('dist/widget').find(file => name.test(file))}`)

// Every visitor of a clinic's site pays for the loader; whoever asks something pays for the panel, perhaps by the megabyte.
test.each([
  ['loader.js', /^loader\.js$/, 2_000],
  ['panel, styles included', /^panel\.[0-9a-f]{8}\.js$/, 18_000],
  ['type-ahead, loaded with the first key', /^typeahead\.[0-9a-f]{8}\.js$/, 9_000]
])('31: %s', (_, name, limit) => {
  expect(gzipSync(built(name), { level: 9 }).length).toBeLessThanOrEqual(limit)
})
