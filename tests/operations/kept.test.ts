import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { keep } from '../../src/operations/kept.js'

let folder: string
let made: number
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'kept-'))
  made = 0
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const make = () => ({ count: ++made, words: new Map([['back', Float32Array.of(1, 2)]]) })
const place = (madeFrom: unknown[], shipped = join(folder, 'none')) => ({ folder, shipped, name: 'thing', madeFrom })

test('what was made is read back, whole', () => {
  const first = keep(place(['a']), make)
  expect(keep(place(['a']), make)).toEqual(first)
  expect(made).toBe(1)
})

test('another origin makes it anew, and only the newest is kept', () => {
  keep(place(['a']), make)
  expect(keep(place(['b']), make).count).toBe(2)
  expect(readdirSync(folder)).toHaveLength(1)
})

test('a broken file is made anew', () => {
  keep(place(['a']), make)
  writeFileSync(join(folder, readdirSync(folder)[0]!), 'garbage')
  expect(keep(place(['a']), make).count).toBe(2)
  expect(keep(place(['a']), make).count).toBe(2)
})

test('what was shipped is used where nothing is kept', () => {
  keep(place(['a']), make)
  const elsewhere = { ...place(['a'], folder), folder: join(folder, 'data') }
  expect(keep(elsewhere, make).count).toBe(1)
})

test('a folder that cannot be written costs time and nothing else', () => {
  writeFileSync(join(folder, 'file'), '')
  const nowhere = { ...place(['a']), folder: join(folder, 'file', 'below') }
  expect(keep(nowhere, make).count).toBe(1)
  expect(keep(nowhere, make).count).toBe(2)
})
