import type { Assessment } from '../domain/assessment.js'
import { type Conversation, newConversation } from '../domain/conversation.js'
import type { Decided } from '../domain/decided.js'
import type { Reply } from '../domain/reply.js'
import { higherUrgency, isAcute, type Urgency } from '../domain/urgency.js'
import type { Verdict } from '../domain/verdict.js'
import { keepSaid } from './over-messages.js'
import type { Seen } from './seen.js'

/** How many answered entries a conversation remembers: more than there are questions in a long one. */
const remembered = 50

type Signs = Conversation['signs']

/** The conversation after this turn: ids and decisions, and the last words typed. */
export function advance(seen: Seen, decided: Decided): Conversation {
  const { turn, conversation: before, assessment } = seen
  const { verdict, waiting, denied } = decided
  const told = verdict.decision === 'small-talk' ? verdict.say : null
  const { locale } = turn.utterance
  if (told === 'start-over' || told === 'forgotten') return { ...newConversation, locale }
  const signs = gather(before.signs, assessment, decided)
  return {
    locale,
    waiting,
    // What was taken back must not come back with the next message.
    said: told === 'not-now' || decided.takenBack.length > 0 ? [] : keepSaid(seen),
    offered: [],
    lastEntries: before.lastEntries,
    answered: before.answered,
    signs,
    denied: [...before.denied, ...denied],
    checked: isChecked(before, assessment, verdict),
    urgency: signs.reduce<Urgency>((highest, sign) => higherUrgency(highest, sign.urgency), 'none'),
    emergencyOpen: signs.some(sign => sign.urgency === 'emergency'),
    fallbacks: verdict.decision === 'fallback' ? before.fallbacks + 1 : 0
  }
}

/** The safety check holds until a sign is told, or until it is asked again. */
function isChecked(before: Conversation, { findings }: Assessment, verdict: Verdict): boolean {
  if (findings.some(finding => finding.assertion === 'present')) return false
  if (verdict.decision === 'book' && verdict.step === 'link') return true
  return before.checked && !(verdict.decision === 'book' && verdict.step === 'check')
}

/** The conversation with what its reply has shown and offered. */
export function remember(after: Conversation, { entries, actions }: Reply): Conversation {
  const added = (before: string[], most: number) => [...new Set([...entries, ...before])].slice(0, most)
  return {
    ...after,
    offered: actions.map(action => action.means),
    lastEntries: added(after.lastEntries, 3),
    answered: added(after.answered, remembered)
  }
}

/** Signs pile up. Acute ones go when it "is not about now"; an urgent one that a clinician has cleared is one for the GP. */
function gather(before: Signs, { findings }: Assessment, { verdict, takenBack }: Decided): Signs {
  const said = verdict.decision === 'small-talk' ? verdict.say : null
  const signs = new Map(
    before
      .filter(({ flag, urgency }) => !takenBack.includes(flag) && !(said === 'not-now' && isAcute(urgency)))
      .map(({ flag, urgency }) => [flag, said === 'cleared' && urgency === 'urgent' ? 'gp' : urgency])
  )
  for (const { flag, urgency, assertion } of findings)
    if (assertion === 'present') signs.set(flag, higherUrgency(signs.get(flag) ?? 'none', urgency))
  return [...signs].map(([flag, urgency]) => ({ flag, urgency }))
}
