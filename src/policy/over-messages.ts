import type { Assessment } from '../domain/assessment.js'
import type { Conversation } from '../domain/conversation.js'
import { compareUrgency, higherUrgency } from '../domain/urgency.js'
import type { Seen } from './seen.js'

/** A message of so few words goes on with the sentence before it: "I fell", then "from a ladder". */
const short = 5
/** So many messages are read again with the next, and so much of each. */
const remembered = 2
const longest = 300

/**
 * What shows only when a message is read after the ones before it: "30 weeks pregnant", then "and bleeding a lot". `told` is
 * what it says alone; nothing of that is lowered.
 */
export function hearOverMessages(
  told: Assessment,
  text: string,
  { said }: Conversation,
  assess: (text: string) => Assessment
): Assessment {
  const last = said.at(-1)
  if (last === undefined || told.urgency === 'emergency' || text.trim() === '') return told
  const goesOn = text.trim().split(/\s+/).length <= short
  for (const reading of [[...said, text].join('. '), ...(goesOn ? [`${last} ${text}`] : [])]) {
    const { urgency, findings } = assess(reading)
    if (compareUrgency(urgency, told.urgency) <= 0) continue
    const known = higherUrgency(told.urgency, assess(said.join('. ')).urgency)
    if (compareUrgency(urgency, known) <= 0) continue
    const shown = findings
      .filter(finding => finding.assertion === 'present' && compareUrgency(finding.urgency, known) > 0)
      .map(finding => ({ ...finding, start: 0, end: 0, because: `${finding.because}, over several messages` }))
    const flags = [...new Set([...shown.map(finding => finding.flag), ...told.flags])]
    return { ...told, urgency, flags, findings: [...shown, ...told.findings] }
  }
  return told
}

/** The messages to read the next one with: what was told, not what was answered or pressed. */
export function keepSaid({ conversation: { said }, turn, answer, picked, intent }: Seen): string[] {
  const text = turn.utterance.text.trim()
  const tells = text !== '' && answer === null && picked === null && intent === null
  return tells ? [...said, text.slice(0, longest)].slice(-remembered) : said
}
