import { describe, expect, test } from 'vitest'
import type { RedFlag } from '../../src/domain/red-flag.js'
import { patternWords } from '../../src/knowledge/pattern-words.js'
import { writeRedFlagsPage } from '../../src/knowledge/red-flags-page.js'
import { base } from './loaded.js'

const { flags } = base.redFlags
const silent = () => ({ urgency: 'none' as const, flags: [], findings: [] })
const page = writeRedFlagsPage(base, silent)

const examplesOf = ({ present, absent, negated = [], other = [], misspelt = [] }: RedFlag) =>
  [present, absent, negated, other, misspelt].flat()

describe('the page for clinical review', () => {
  test('names every sign, its label, its sources and its examples', () => {
    for (const flag of flags) {
      expect(page).toContain(`### ${flag.sign}\n`)
      for (const words of [flag.label, ...examplesOf(flag)])
        expect(page, flag.id).toContain(words.replaceAll('|', '\\|'))
    }
  })

  test('says every card', () => {
    for (const { heading, paragraphs } of Object.values(base.messages['see-a-doctor'].cards))
      for (const words of [heading, ...paragraphs]) expect(page).toContain(words)
  })

  test('tells when an example gets something else than its sign says', () => {
    const [flag] = flags
    expect(page).toContain(`“${flag!.present[0]}” (nothing is raised)`)
    const warned = writeRedFlagsPage(base, () => ({ urgency: 'gp', flags: ['diabetes'], findings: [] }))
    expect(warned).toContain(`“${flag!.absent[0]}” (ask a GP first, \`diabetes\`)`)
  })

  test('leaves the reviewer’s place empty until a person has filled it in', () => {
    expect(page).toContain('| Reviewed by, on |   |')
    const reviewed = { by: 'a GP', on: '2026-01-31' }
    const signed = { ...base, redFlags: { ...base.redFlags, flags: flags.map(flag => ({ ...flag, reviewed })) } }
    const text = writeRedFlagsPage(signed, silent)
    expect(text).toContain('| Reviewed by, on | a GP, 2026-01-31 |')
    expect(text).not.toContain('| Reviewed by, on |   |')
  })

  test('every row of a table has as many cells as its head', () => {
    const cells = (line: string) => line.replaceAll('\\|', '').split('|').length
    for (const block of page.split('\n\n').filter(part => part.startsWith('|')))
      expect(new Set(block.trim().split('\n').map(cells)).size, block).toBe(1)
  })
})

test.each([
  ['@fever + (confused | clammy)', '[fever] + (confused, clammy)'],
  [
    '<cannot> ..1 move ..3 (at all | because) & (<pain> | <back>)',
    '*cannot* … move … (at all, because) and (*pain*, *back*)'
  ],
  ['<pain> ~4 <back> unless (massage for ..2 <back>)', '*pain* near *back*, but not with (massage for … *back*)'],
  ['[age >= 50] + "accident"', 'age 50 or more + accident'],
  ['(a | b | c | d | e | f) x?', '(a, b, c, d, e and others) x']
])('a pattern in a reader’s words: %s', (pattern, words) => {
  expect(patternWords(pattern)).toBe(words)
})
