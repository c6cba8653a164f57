import { readFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'

// Every visitor of a clinic's site pays for the loader; whoever asks something pays for the panel, perhaps by the megabyte.
test.each([
  ['loader.js', 2_000],
  ['panel.js', 18_000]
])('%s is at most %i bytes gzipped', (name, limit) => {
  expect(gzipSync(readFileSync(`dist/widget/${name}`), { level: 9 }).length).toBeLessThanOrEqual(limit)
})
