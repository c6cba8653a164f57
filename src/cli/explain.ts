import type { RedFlagTable } from '../domain/red-flag.js'
import type { Trace } from '../domain/trace.js'

/** What every step saw, as lines for a person at a terminal; of each sign the words, the rules and who says so. */
export function explain(trace: Trace, { flags, sources }: RedFlagTable): string {
  const { assessment, intent, ranking } = trace
  const lines = [`triage     ${assessment.urgency}`]
  for (const finding of assessment.findings) {
    const row = flags.find(flag => flag.id === finding.flag)
    lines.push(
      `           ${finding.flag} “${finding.words}” (${finding.urgency}) ${finding.assertion}, ${finding.person}: ${finding.because}`,
      `             found by ${finding.pattern}`,
      `             source   ${(row?.sources ?? []).map(key => sources[key]).join('; ')}`
    )
  }
  if (trace.unclear) lines.push(`unclear    asks ${trace.unclear.questions.join(', ')} (${trace.unclear.person})`)
  lines.push(`intent     ${intent ?? 'none'}`)
  lines.push(
    `ranking    ${ranking ? ranking.outcome : 'not asked'}${ranking?.outside ? `, outside: ${ranking.outside}` : ''}`
  )
  if (ranking) lines.push(`           read ${trace.about ? `as a follow-up of ${trace.about}` : 'alone'}`)
  for (const { entry, confidence } of ranking?.candidates ?? [])
    lines.push(`           ${confidence.toFixed(2)} ${entry}`)
  lines.push(`decision   ${trace.decision} (${trace.rule})`)
  return lines.join('\n')
}
