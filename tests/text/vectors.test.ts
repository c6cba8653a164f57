import { readFileSync, statSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { tokenise } from '../../src/text/tokenise.js'
import { readVectors } from '../../src/text/vectors.js'

const file = fileURLToPath(new URL('../../knowledge/en/vectors.bin', import.meta.url))
// A Buffer's slice() is a view, a Uint8Array's a copy: the reader must not care which it is given.
const vectors = readVectors(readFileSync(file))
const bytes = new Uint8Array(readFileSync(file))
const embed = (text: string) => vectors.embed(tokenise(text).map(token => token.word))
const cosine = (a: string, b: string) => {
  const other = embed(b)
  return embed(a).reduce((sum, value, at) => sum + value * other[at]!, 0)
}

test.each([
  ['how much is it', 'what does it cost', 'where is it'],
  ['can i bring my husband', 'is my wife allowed to come', 'can i bring my own oil'],
  ['i hurt my ankle', 'my foot is injured', 'my phone is broken'],
  ['how long does it take', 'how many minutes is it', 'how much does it cost'],
  ['where can i leave my car', 'is there parking', 'is there a shower'],
  ['cancel my booking', 'i cant make my appointment', 'what should i wear'],
  ['i am pregnant', 'im expecting a baby', 'im expecting a parcel']
])('"%s" is nearer to "%s" than to "%s"', (text, near, far) => {
  expect(cosine(text, near)).toBeGreaterThan(cosine(text, far))
})

test('a sentence is a direction of length 1, and no direction when no word is known', () => {
  expect(Math.hypot(...embed('does massage help my back'))).toBeCloseTo(1, 6)
  expect(embed('massage qqzxv')).toEqual(embed('massage'))
  for (const text of ['', 'qqzxv', '😀', '\0', 'массаж'])
    expect(embed(text), text).toEqual(new Float32Array(vectors.dimensions))
})

test.each([
  ['scratchings', 'scratching'],
  ['pleeease', 'please']
])('an unknown word stands for the word it was made from: %s', (word, base) => {
  expect(vectors.embed([word])).toEqual(vectors.embed([base]))
})

test('names of object properties are words like others', () => {
  expect(() => vectors.embed(['constructor', '__proto__', 'toString'])).not.toThrow()
})

test('the words of the fold are known: no apostrophes, no accents', () => {
  for (const word of ["can't", "what's", 'naïve', 'Iʼm'])
    expect(
      embed(word).some(value => value !== 0),
      word
    ).toBe(true)
})

test('the same words give the same bytes, in a copy that begins anywhere', () => {
  const shifted = new Uint8Array(bytes.length + 3)
  shifted.set(bytes, 3)
  const other = readVectors(shifted.subarray(3))
  shifted.fill(0)
  expect(other.embed(['sore', 'after', 'massage'])).toEqual(vectors.embed(['sore', 'after', 'massage']))
})

const damaged = (change: (copy: Uint8Array) => Uint8Array) => () => readVectors(change(bytes.slice()))

test.each<[string, (copy: Uint8Array) => Uint8Array, RegExp]>([
  ['nothing', () => new Uint8Array(), /no word vectors/],
  [
    'some other file',
    () => new TextEncoder().encode('# Word vectors, and more than a header of text'),
    /no word vectors/
  ],
  ['a later version', copy => copy.fill(9, 4, 5), /version 9/],
  ['a file that was cut', copy => copy.subarray(0, copy.length - 5), /damaged: \d+ bytes are announced/],
  ['a file with more behind it', copy => new Uint8Array([...copy, 1]), /damaged: \d+ bytes are announced/],
  ['no dimensions', copy => copy.fill(0, 8, 12), /damaged/],
  ['a wrong number of words', copy => copy.fill(255, 12, 16), /damaged/],
  ['a scale that is no number', copy => copy.fill(255, 20, 24), /the scale of word 1 is NaN/],
  ['a word that stands twice', copy => copy.fill(10, copy.length - 3), /different words for/]
])('refuses %s and says so', (_, change, message) => {
  expect(damaged(change)).toThrow(message)
})

test('stays small and quick: 3 MB, far under 0.05 ms a sentence', () => {
  expect(statSync(file).size).toBeLessThan(3_000_000)
  const words = tokenise('i hurt my back lifting boxes last week, would a massage help or make it worse').map(
    t => t.word
  )
  // The quickest of many rounds: what else the machine does meanwhile is not the reader's time.
  let quickest = Number.POSITIVE_INFINITY
  for (let round = 0; round < 50; round++) {
    const started = performance.now()
    for (let time = 0; time < 50; time++) vectors.embed(words)
    quickest = Math.min(quickest, (performance.now() - started) / 50)
  }
  expect(quickest).toBeLessThan(0.05)
})
