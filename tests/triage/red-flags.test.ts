import { describe, expect, it } from 'vitest'
import { urgencies } from '../../src/domain/urgency.js'
import { redFlags, triage } from './tables.js'

describe.each(redFlags.flags)('$id', flag => {
  it.each(flag.present)('is present in "%s"', text => {
    const { findings, urgency } = triage(text)
    const present = findings.filter(finding => finding.assertion === 'present').map(finding => finding.flag)
    expect(present).toContain(flag.id)
    expect(urgencies.indexOf(urgency)).toBeGreaterThanOrEqual(urgencies.indexOf(flag.urgency))
  })

  it.each([...(flag.other ?? []), ...(flag.misspelt ?? [])])('is present in "%s" too', text => {
    expect(triage(text).flags).toContain(flag.id)
  })

  it.each(flag.other ?? [])('is another person’s in "%s"', text => {
    const own = triage(text).findings.filter(finding => finding.flag === flag.id && finding.assertion === 'present')
    expect(own.map(finding => finding.person)).toContain('other')
  })

  it.each([...flag.absent, ...(flag.negated ?? [])])('is not asserted in "%s"', text => {
    expect(triage(text).flags).not.toContain(flag.id)
  })
})

describe('the table', () => {
  it('names only sources that it lists', () => {
    const unknown = redFlags.flags.flatMap(flag => flag.sources.filter(key => !(key in redFlags.sources)))
    expect(unknown).toEqual([])
  })

  it('marks every row that was written from memory as to be checked', () => {
    const memory = redFlags.flags.filter(flag => flag.sources.includes('MEM'))
    expect(memory.filter(flag => !flag['to-be-checked']).map(flag => flag.id)).toEqual([])
  })

  it('has no row twice', () => {
    const ids = redFlags.flags.map(flag => flag.id)
    expect(new Set(ids).size).toBe(ids.length)
  })
})
