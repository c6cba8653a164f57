import type { Assessment } from '../domain/assessment.js'
import type { Conversation } from '../domain/conversation.js'
import type { Decided } from '../domain/decided.js'
import { bookingEntry, type Entry } from '../domain/entry.js'
import type { KnowledgeBase } from '../domain/knowledge-base.js'
import type { Action, Handoff, Part, Reply } from '../domain/reply.js'
import type { Settings } from '../domain/settings.js'
import { isAcute } from '../domain/urgency.js'
import type { Verdict } from '../domain/verdict.js'
import { offer, offerButtons, offerFollowUps, offerTopics } from './actions.js'
import { createBooking } from './booking.js'
import { composeCareCards } from './care-card.js'
import { isBookingClosed } from './links.js'
import { createAsk } from './questions.js'
import { createSmallTalk } from './small-talk.js'
import { listLinks, writeText } from './text.js'
import { createUnknown } from './unknown.js'
import { createVocabulary, type Pieces } from './vocabulary.js'

/** Puts a decision into words. `after` is the conversation with this turn in it. */
export type Compose = (decided: Decided, assessment: Assessment, after: Conversation) => Reply

export function createCompose(base: KnowledgeBase, settings: Settings): Compose {
  const vocabulary = createVocabulary(base, settings)
  const { clinic, messages, entries, links, text, passage } = vocabulary
  const ask = createAsk(base, vocabulary.say)
  const unknown = createUnknown(base, vocabulary.say, links)
  const booking = createBooking(vocabulary)
  const talk = createSmallTalk(vocabulary)
  const flags = new Map(base.redFlags.flags.map(flag => [flag.id, flag]))
  const feedback = { ask: messages.feedback.ask, actions: offerButtons(['helpful', 'not-helpful'], messages) }

  function compose(said: Verdict, assessment: Assessment, after: Conversation, asked: Part[]): Pieces {
    switch (said.decision) {
      case 'see-a-doctor': {
        const cards = composeCareCards(assessment, flags, messages['see-a-doctor'])
        if (isAcute(assessment.urgency)) return { parts: cards, actions: [] }
        const choices = said.candidates.length > 0 ? [text(messages.clarify.ask)] : []
        const book = said.book && asked.length === 0 ? links.booking(after) : []
        return {
          parts: [...cards, ...choices, ...book],
          actions: said.candidates.length > 0 ? choose(said.candidates) : topics(after)
        }
      }
      case 'answer': {
        const cards = composeCareCards(assessment, flags, messages['see-a-doctor'])
        const shown = said.entries.flatMap(({ entry }) => entries.get(entry) ?? [])
        const offers =
          shown.some(({ booking }) => booking === 'offer') && shown.every(({ booking }) => booking !== 'withhold')
        const books = offers && !isBookingClosed(after) && asked.length === 0
        // The passage on booking has the link in it: what has to be said or asked first stands before it.
        const before = asked.length > 0 ? asked : booking.caution(after)
        return {
          parts: [
            ...cards,
            ...shown.flatMap(entry => (entry.id === bookingEntry ? [...before, passage(entry)] : [passage(entry)])),
            ...once(said.outside.flatMap(kind => unknown.kind(kind, after))),
            ...(books && after.checked ? links.booking(after) : [])
          ],
          actions: offerNext(shown, said.more, after, books && !after.checked)
        }
      }
      case 'clarify': {
        const { candidates } = said
        return { parts: candidates.length > 0 ? [text(messages.clarify.ask)] : [], actions: choose(candidates) }
      }
      case 'book':
        return booking.composeStep(said.step, after)
      case 'fallback': {
        return {
          parts: [...unknown.fallback(said, after), text(messages.fallback.topics)],
          actions: offerTopics(said.candidates, entries, clinic)
        }
      }
      case 'small-talk':
        return talk(said.say, after)
    }
  }

  /** After a caution that leaves nothing to pick: what the clinic's list of cautions leads to. */
  function topics({ answered, emergencyOpen }: Conversation): Action[] {
    if (emergencyOpen) return []
    const list = entries.get(clinic.booking.check)
    return list ? offerFollowUps(list, answered, entries, clinic, null) : []
  }

  /** Further questions of the same message come before the follow-ups of what was shown. */
  function offerNext(shown: Entry[], more: string[], after: Conversation, books: boolean): Action[] {
    const seen = [...after.answered, ...shown.map(({ id }) => id), ...more]
    const last = shown.at(-1)
    const next = last ? offerFollowUps(last, seen, entries, clinic, books ? messages : null) : []
    return [...offer(more, entries), ...next.slice(Math.min(more.length, next.length - 1))]
  }

  function choose(candidates: { entry: string }[]): Action[] {
    if (candidates.length === 0) return []
    const ids = candidates.map(({ entry }) => entry)
    return [...offer(ids, entries), ...offerButtons(['none-of-these'], messages)]
  }

  /** What is said before everything else: an emergency stays on the screen, and a no is heard. */
  function lead({ denied, waiting }: Decided, { urgency }: Assessment, after: Conversation): Part[] {
    if (after.emergencyOpen && urgency !== 'emergency') return [text(messages['see-a-doctor']['still-open'])]
    return denied.length > 0 && !waiting ? [text(messages.unclear.denied)] : []
  }

  function handOff(verdict: Verdict, after: Conversation): Handoff | null {
    if (verdict.decision === 'book' && verdict.step === 'link') return { to: 'booking', url: clinic.booking.url }
    const person = verdict.decision === 'small-talk' && verdict.say === 'person'
    return person && !isBookingClosed(after) ? { to: 'person', url: clinic.contact.page } : null
  }

  return (decided, assessment, after) => {
    const { verdict } = decided
    // What can be picked is settled first; the question comes back with the next reply.
    const asked = picks(verdict) ? [] : ask(decided, after)
    const said = compose(verdict, assessment, after, asked)
    const inside = verdict.decision === 'answer' && verdict.entries.some(({ entry }) => entry === bookingEntry)
    const parts = [...lead(decided, assessment, after), ...said.parts, ...(inside ? [] : asked)]
    const answers =
      decided.waiting?.for === 'booking' ? (['no', 'yes', 'unsure'] as const) : (['yes', 'no', 'unsure'] as const)
    const wayOut = after.emergencyOpen ? offerButtons(['not-now', 'start-over'], messages) : []
    return {
      decision: verdict.decision,
      urgency: assessment.urgency,
      flags: assessment.flags,
      bookingClosed: isBookingClosed(after),
      entries: parts.flatMap(part => (part.kind === 'passage' ? [part.entry] : [])),
      parts,
      text: writeText(parts),
      links: listLinks(parts),
      handoff: handOff(verdict, after),
      feedback: wantsFeedback(verdict, assessment, after) ? feedback : null,
      forget: verdict.decision === 'small-talk' && verdict.say === 'forgotten',
      actions: [...wayOut, ...(asked.length > 0 ? offerButtons([...answers], messages) : said.actions)]
    }
  }
}

/** Whether thumbs make sense: an answer that nothing is said or asked beside. */
const wantsFeedback = (verdict: Verdict, { urgency }: Assessment, { emergencyOpen, waiting }: Conversation) =>
  verdict.decision === 'answer' && urgency === 'none' && !emergencyOpen && waiting === null

/** The same link or sentence is said once. */
const once = (parts: Part[]): Part[] => [...new Map(parts.map(part => [JSON.stringify(part), part])).values()]

const picks = (verdict: Verdict) =>
  verdict.decision !== 'fallback' && 'candidates' in verdict && verdict.candidates.length > 0
