import type { Conversation } from '../domain/conversation.js'
import type { Talk } from '../domain/verdict.js'
import { offer, offerFollowUps } from './actions.js'
import type { Pieces, Vocabulary } from './vocabulary.js'

/** Talk that wants no suggestions behind it. */
const brief = new Set<Talk>(['goodbye', 'thank'])
/** Talk about the last answer, after which its follow-ups are still there. */
const judged = new Set<Talk>(['helpful', 'reason', 'more', 'acknowledge'])

/** Puts small talk into words. */
export function createSmallTalk({ clinic, messages, entries, links, text }: Vocabulary) {
  const talk = messages['small-talk']
  const reasons = messages.feedback.reasons.map(({ id, label }) => ({ label, means: { reason: id } }))

  return (which: Talk, after: Conversation): Pieces => {
    if (which === 'not-helpful') return { parts: [text(talk[which])], actions: reasons }
    const [last] = after.lastEntries.flatMap(id => entries.get(id) ?? [])
    const next =
      last && judged.has(which)
        ? offerFollowUps(last, after.answered, entries, clinic, null)
        : offer(clinic.suggestions, entries)
    const actions = brief.has(which) ? [] : next
    if (which === 'welcome') return { parts: talk.welcome.map(text), actions }
    return { parts: [text(talk[which]), ...links.of(talk[which], after)], actions }
  }
}
