import type { Assessment } from '../domain/assessment.js'
import type { Conversation } from '../domain/conversation.js'
import type { IntentId } from '../domain/intent.js'

/**
 * The earlier signs that a message takes back. "no I mean I'm not numb down there" names its own sign and lowers that one
 * alone. "no I mean I don't have that" names none: it can only mean the one emergency there is, or else the one sign.
 */
export function takeBack({ signs }: Conversation, { flags, findings }: Assessment, intent: IntentId | null): string[] {
  if (intent === 'take-back') {
    const acute = signs.filter(sign => sign.urgency === 'emergency')
    const meant = acute.length > 0 ? acute : signs
    return meant.length === 1 ? [meant[0]!.flag] : []
  }
  const negated = findings.filter(finding => finding.assertion === 'negated').map(finding => finding.flag)
  return signs.map(sign => sign.flag).filter(flag => negated.includes(flag) && !flags.includes(flag))
}
