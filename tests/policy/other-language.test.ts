import { describe, expect, test } from 'vitest'
import { createRecogniseLanguage } from '../../src/policy/other-language.js'
import { base } from '../knowledge/loaded.js'

const recognise = createRecogniseLanguage(base.otherLanguages)

test.each([
  ['dzień dobry, ile kosztuje masaż?', 'pl'],
  ['hola', 'es'],
  ['bonjour je voudrais prendre rendez-vous', 'fr'],
  ['Wie viel kostet eine Massage?', 'de'],
  ['mujhe massage chahiye', 'hi-latin'],
  ['болит спина', 'ru'],
  ['болить спина, скільки коштує', 'uk'],
  ['مجھے کمر میں درد ہے', 'ur'],
  ['我背痛', 'zh'],
  ['massage', null],
  ['massage por favor', 'es'],
  ['is it ok to die laughing', null],
  ['𝓱𝓮𝓵𝓵𝓸', null],
  ['12345 😀', null],
  ['', null],
  ['hola '.repeat(800), 'es']
])('%j is %s', (text, language) => {
  expect(recognise(text)).toBe(language)
})

describe('English is never taken for another language', () => {
  test('what entries are asked with', () => {
    for (const { question, phrasings } of base.entries)
      for (const text of [question, ...phrasings]) expect(recognise(text), text).toBeNull()
  })

  test('signs, whatever their spelling: a danger sign must not be met with "I only speak English"', () => {
    for (const { present } of base.redFlags.flags) for (const text of present) expect(recognise(text), text).toBeNull()
  })

  test('out of scope', () => {
    for (const { id, examples } of base.outOfScope.kinds)
      if (id !== 'other-language') for (const text of examples) expect(recognise(text), text).toBeNull()
  })
})

test('every language says whom to call', () => {
  for (const { id, reply } of base.otherLanguages.languages) {
    expect(reply, id).toContain('999')
    expect(reply, id).toContain('111')
  }
})
