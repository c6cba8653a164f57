import type { Trace } from '../domain/trace.js'

/** What every step saw, as lines for a person at a terminal. */
export function explain(trace: Trace): string {
  const { assessment, intent, ranking } = trace
  const lines = [`triage     ${assessment.urgency}`]
  for (const finding of assessment.findings)
    lines.push(
      `           ${finding.flag} “${finding.words}” (${finding.urgency}) ${finding.assertion}, ${finding.person}: ${finding.because}`
    )
  if (trace.unclear) lines.push(`unclear    asks ${trace.unclear.questions.join(', ')} (${trace.unclear.person})`)
  lines.push(`intent     ${intent ?? 'none'}`)
  lines.push(
    `ranking    ${ranking ? ranking.outcome : 'not asked'}${ranking?.outside ? `, outside: ${ranking.outside}` : ''}`
  )
  for (const { entry, confidence } of ranking?.candidates ?? [])
    lines.push(`           ${confidence.toFixed(2)} ${entry}`)
  lines.push(`decision   ${trace.decision} (${trace.rule})`)
  return lines.join('\n')
}
