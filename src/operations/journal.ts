import type { Trace } from '../domain/trace.js'

/**
 * The journal's row of a turn: what was decided and why, in ids. Never the findings: they hold the person's words. Feedback
 * is counted as a rule of its own, about the entry that it judges.
 */
export const journalRow = (trace: Trace) => ({
  decision: trace.decision,
  rule: trace.feedback ? `feedback: ${trace.feedback.mark}` : trace.rule,
  entry: trace.feedback?.entry ?? trace.entry,
  urgency: trace.assessment.urgency,
  flags: [...trace.assessment.flags]
})
