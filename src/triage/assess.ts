import type { Assessment, Finding } from '../domain/assessment.js'
import { type Urgency, urgencies } from '../domain/urgency.js'

/** The highest urgency of the present findings, and their flags, worst first, each once. */
export function assess(findings: Finding[]): Assessment {
  const rank = (urgency: Urgency) => urgencies.indexOf(urgency)
  const present = findings
    .filter(finding => finding.assertion === 'present')
    .sort((a, b) => rank(b.urgency) - rank(a.urgency) || a.start - b.start)
  return {
    urgency: present[0]?.urgency ?? 'none',
    flags: [...new Set(present.map(finding => finding.flag))],
    findings
  }
}
