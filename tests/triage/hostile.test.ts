import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { redFlags, stepsFor, triage } from './tables.js'

const long = (words: string, length = 4000) => words.repeat(Math.ceil(length / words.length)).slice(0, length)

describe('whatever is typed', () => {
  it.each([
    ['nothing', ''],
    ['blanks', ' \n\t '],
    ['null bytes', 'numb\0between\0my legs'],
    ['a lone surrogate', 'my legs \ud800 are numb \udc00'],
    ['signs', '?!?!...,,,;;;***'],
    ['emoji', '😭😭 my back 🔥'],
    ['one endless word', 'a'.repeat(4000)],
    ['names of object members', 'constructor __proto__ toString hasOwnProperty valueOf'],
    ['4,000 characters of signs', long('numb between my legs ')],
    ['4,000 characters of cues', long('no fever, numb or ')],
    ['4,000 characters of numbers', long('38.5 12 weeks ago 2015 ')]
  ])('%s is survived', (_, text) => {
    expect(() => triage(text)).not.toThrow()
  })

  it('never throws, and every finding stands where it says', () => {
    const words = [...new Set(redFlags.flags.flatMap(flag => flag.present.join(' ').split(' ')))]
    const text = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.array(fc.constantFrom(...words)).map(list => list.join(' '))
    )
    fc.assert(
      fc.property(text, value => {
        for (const finding of triage(value).findings)
          expect(value.slice(finding.start, finding.end)).toBe(finding.words)
      }),
      { numRuns: 400 }
    )
  })

  it('says the same of the same text', () => {
    expect(triage('I can’t feel my legs')).toEqual(triage('I can’t feel my legs'))
  })
})

describe('work', () => {
  it.each([
    'numb between my legs ',
    'my legs are numb and i cant feel when i wipe ',
    'no fever, numb or ',
    'pain ',
    'a ',
    'legs a a a ',
    'my calf is swollen. i am out of breath. ',
    'qwzx vbnm ghjk '
  ])('grows in step with the length of "%s"', words => {
    expect(stepsFor(long(words, 8000))).toBeLessThan(2.2 * stepsFor(long(words, 4000)) + 100)
  })
})
