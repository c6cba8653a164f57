import type { Assessment, Finding } from '../domain/assessment.js'
import { compareUrgency } from '../domain/urgency.js'

/** The highest urgency of the present findings, and their flags, worst first, each once. */
export function assess(findings: Finding[]): Assessment {
  const present = findings
    .filter(finding => finding.assertion === 'present')
    .sort((a, b) => compareUrgency(b.urgency, a.urgency) || a.start - b.start)
  return {
    urgency: present[0]?.urgency ?? 'none',
    flags: [...new Set(present.map(finding => finding.flag))],
    findings
  }
}
