import type { YesNo } from '../domain/answer.js'
import type { Assessment, Finding } from '../domain/assessment.js'
import type { Conversation } from '../domain/conversation.js'
import type { Decided } from '../domain/decided.js'
import type { RedFlag } from '../domain/red-flag.js'
import type { Unclear, UnclearTable } from '../domain/unclear.js'

/** A conversation asks about unclear signs at most so often: two questions, each once. */
const most = 2

/**
 * The decision, or first the questions that its message calls for: "numb, can I book?" asks where before it books. What
 * was decided waits meanwhile. A question that was denied is not asked again.
 */
export function askUnclear(decided: Decided, unclear: Unclear | null, conversation: Conversation): Decided {
  const questions = (unclear?.questions ?? []).filter(id => !conversation.denied.includes(id))
  const left = most - conversation.denied.length
  const { verdict } = decided
  if (!unclear || questions.length === 0 || left <= 0) return decided
  return {
    ...decided,
    rule: 'a sign that is unclear',
    verdict:
      verdict.decision === 'see-a-doctor'
        ? { decision: 'see-a-doctor', book: false, candidates: [] }
        : { decision: 'clarify', candidates: [] },
    waiting: { for: 'sign', questions: questions.slice(0, left), person: unclear.person, topic: verdict }
  }
}

/** What an answer tells us of: yes and unsure are the question's flag, present. `told` is what the text itself says. */
export function hearSign(
  told: Assessment,
  { waiting }: Conversation,
  answer: YesNo,
  { questions }: UnclearTable,
  redFlags: RedFlag[]
): Assessment {
  if (waiting?.for !== 'sign' || answer === 'no') return told
  const asked = questions.find(question => question.id === waiting.questions[0])
  const flag = asked && redFlags.find(row => row.id === asked.flag)
  if (!flag) return told
  const finding: Finding = {
    flag: flag.id,
    urgency: flag.urgency,
    card: flag.card,
    start: 0,
    end: 0,
    words: '',
    pattern: asked.id,
    assertion: 'present',
    person: waiting.person,
    because: `answered ${answer} to "${asked.ask}"`
  }
  const flags = [...new Set([finding.flag, ...told.flags])]
  return { ...told, urgency: finding.urgency, flags, findings: [finding, ...told.findings] }
}
