import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { CueTable } from '../../src/domain/cue.js'
import { RedFlagTable } from '../../src/domain/red-flag.js'
import { UnclearTable } from '../../src/domain/unclear.js'
import { asRedFlags, createNotice } from '../../src/policy/notice.js'
import { createParser } from '../../src/triage/parse.js'
import { createTriage } from '../../src/triage/triage.js'
import { knowledgeDir } from '../knowledge/folder.js'

const read = (file: string): unknown => parse(readFileSync(join(knowledgeDir, 'en', file), 'utf8'))
const table = UnclearTable.parse(read('unclear.yaml'))
const triage = createTriage(
  createParser(asRedFlags(table, RedFlagTable.parse(read('red-flags.yaml'))), CueTable.parse(read('cues.yaml')))
)
const notice = createNotice(table, triage)

describe.each(table.signs)('$id', ({ id, present, absent, ask }) => {
  test.each(present)('is asked about in "%s"', text => {
    expect(triage(text).flags).toContain(id)
    expect(notice(text)?.questions).toEqual(expect.arrayContaining(ask))
  })

  test.each(absent)('is not asked about in "%s"', text => {
    expect(triage(text).flags).not.toContain(id)
  })
})

test('whom the questions are about', () => {
  expect(notice('my leg is tingling')?.person).toBe('self')
  expect(notice('my dad had a fall last week')?.person).toBe('other')
  expect(notice('how often should I come')).toBeNull()
})
