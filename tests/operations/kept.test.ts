import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
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

test('a file with one bit changed is made anew: nothing is read back that was not written', () => {
  keep(place(['a']), make)
  const file = join(folder, readdirSync(folder)[0]!)
  const whole = readFileSync(file)
  for (const at of [0, 40, whole.length - 1]) {
    const damaged = Buffer.from(whole)
    damaged[at]! ^= 1
    writeFileSync(file, damaged)
    expect(keep(place(['a']), () => 'anew')).toBe('anew')
    expect(keep(place(['a']), make)).toBe('anew')
  }
  writeFileSync(file, whole.subarray(0, -4))
  expect(keep(place(['a']), make).count).toBe(2)
})

test('bytes are parts like others, and where one part ends is part of it', () => {
  keep(place([Buffer.from('ab'), Buffer.from('c')]), make)
  keep(place([Buffer.from('ab'), Buffer.from('c')]), make)
  expect(made).toBe(1)
  keep(place([Buffer.from('a'), Buffer.from('bc')]), make)
  keep(place([Buffer.from('a'), Buffer.from('bd')]), make)
  expect(made).toBe(3)
})

test('what cannot be made is not kept', () => {
  const fail = () => {
    throw new Error('wrong')
  }
  expect(() => keep(place(['a']), fail)).toThrow('wrong')
  expect(readdirSync(folder)).toEqual([])
})

test('old files and drafts go, and nothing else in the folder', () => {
  keep(place(['a']), make)
  const [kept] = readdirSync(folder)
  writeFileSync(join(folder, `${kept}.1.draft`), '')
  writeFileSync(join(folder, 'thing-of-mine.bin'), '')
  keep(place(['b']), make)
  expect(readdirSync(folder)).toHaveLength(2)
  expect(readdirSync(folder)).toContain('thing-of-mine.bin')
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
