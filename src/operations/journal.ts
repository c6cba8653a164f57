import type { Trace } from '../domain/trace.js'

/** The journal's row of a turn: what was decided and why, in ids. Never the findings: they hold the person's words. */
export const journalRow = (trace: Trace) => ({
  decision: trace.decision,
  rule: trace.rule,
  entry: trace.entry,
  urgency: trace.assessment.urgency,
  flags: [...trace.assessment.flags]
})
