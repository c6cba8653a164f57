import type { Assessment } from '../domain/assessment.js'
import { type Conversation, newConversation } from '../domain/conversation.js'
import type { Decided } from '../domain/decided.js'
import type { Turn } from '../domain/turn.js'
import { type Urgency, urgencies } from '../domain/urgency.js'
import type { Verdict } from '../domain/verdict.js'
import { bookingEntry } from './booking.js'

/** How many answered entries a conversation remembers: more than there are questions in a long one. */
const remembered = 50

type Signs = Conversation['signs']

/** The conversation after this turn: ids and decisions only. */
export function advance(turn: Turn, before: Conversation, assessment: Assessment, decided: Decided): Conversation {
  const { verdict, waiting, denied } = decided
  const said = verdict.decision === 'small-talk' ? verdict.say : null
  const { locale } = turn.utterance
  if (said === 'start-over') return { ...newConversation, locale }
  const shown = shownBy(verdict)
  const signs = remember(before.signs, assessment, decided)
  return {
    locale,
    waiting,
    offered: [],
    lastEntries: shown ? [shown, ...before.lastEntries.filter(id => id !== shown)].slice(0, 3) : before.lastEntries,
    answered: shown ? [shown, ...before.answered.filter(id => id !== shown)].slice(0, remembered) : before.answered,
    signs,
    denied: [...before.denied, ...denied],
    urgency: signs.reduce<Urgency>((highest, sign) => higher(highest, sign.urgency), 'none'),
    emergencyOpen: signs.some(sign => sign.urgency === 'emergency'),
    fallbacks: verdict.decision === 'fallback' ? before.fallbacks + 1 : 0
  }
}

function shownBy(verdict: Verdict): string | null {
  if (verdict.decision === 'answer') return verdict.entry
  return verdict.decision === 'book' && !verdict.closed ? bookingEntry : null
}

/** Signs pile up. Those of an emergency go when it "is not about now"; the lesser ones stay true. */
function remember(before: Signs, { findings }: Assessment, { verdict, takenBack }: Decided): Signs {
  const notNow = verdict.decision === 'small-talk' && verdict.say === 'not-now'
  const signs = new Map(
    before
      .filter(({ flag, urgency }) => !takenBack.includes(flag) && !(notNow && isAcute(urgency)))
      .map(({ flag, urgency }) => [flag, urgency])
  )
  for (const { flag, urgency, assertion } of findings)
    if (assertion === 'present') signs.set(flag, higher(signs.get(flag) ?? 'none', urgency))
  return [...signs].map(([flag, urgency]) => ({ flag, urgency }))
}

const isAcute = (urgency: Urgency) => urgency === 'emergency' || urgency === 'urgent'

function higher(a: Urgency, b: Urgency): Urgency {
  return urgencies.indexOf(a) >= urgencies.indexOf(b) ? a : b
}
