import type { Assessment } from '../domain/assessment.js'
import type { RedFlagTable } from '../domain/red-flag.js'
import type { Unclear, UnclearTable } from '../domain/unclear.js'

/** Which questions a message's unclear signs call for, or the emergency that triage has a doubt about; or null. */
export type Notice = (text: string, doubt?: string) => Unclear | null

/**
 * The unclear signs as rows that triage can read, with the spellings and slots of the red flags. Their urgency says only
 * that another person's sign is asked about too ("my dad had a fall").
 */
export function asRedFlags({ signs }: UnclearTable, redFlags: RedFlagTable): RedFlagTable {
  const flags = signs.map(({ id, sign, patterns, present, absent }) => ({
    id,
    sign,
    patterns,
    present,
    absent,
    label: sign,
    urgency: 'urgent' as const,
    card: 'urgent' as const,
    'past-counts': false,
    'question-counts': false,
    sources: [],
    'in-article': 'no' as const,
    'to-be-checked': true,
    reviewed: { by: null, on: null }
  }))
  return { ...redFlags, flags }
}

/** `assess` is triage over `asRedFlags`: what is denied, past, general or another's background is not asked about. */
export function createNotice({ signs, doubts }: UnclearTable, assess: (text: string) => Assessment): Notice {
  const asks = new Map(signs.map(({ id, ask }) => [id, ask]))
  return (text, doubt) => {
    const { flags, findings } = assess(text)
    if (flags.length === 0) {
      const questions = doubts[doubt ?? '']
      return questions ? { questions, person: 'self' } : null
    }
    const present = findings.filter(finding => finding.assertion === 'present')
    return {
      questions: [...new Set(flags.flatMap(flag => asks.get(flag) ?? []))],
      person: present.every(finding => finding.person === 'other') ? 'other' : 'self'
    }
  }
}
