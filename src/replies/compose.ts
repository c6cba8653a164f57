import type { Assessment } from '../domain/assessment.js'
import type { Conversation, Waiting } from '../domain/conversation.js'
import type { Decided } from '../domain/decided.js'
import type { Entry } from '../domain/entry.js'
import type { KnowledgeBase } from '../domain/knowledge-base.js'
import type { Action, Part, Reply } from '../domain/reply.js'
import type { Urgency } from '../domain/urgency.js'
import type { Talk, Verdict } from '../domain/verdict.js'
import { offer, offerButtons, offerFollowUps, offerTopics } from './actions.js'
import { composeCareCards } from './care-card.js'
import { listLinks, writeText } from './text.js'
import { createSay } from './wording.js'

/** Puts a decision into words. `after` is the conversation with this turn in it. */
export type Compose = (decided: Decided, assessment: Assessment, after: Conversation) => Reply

/** `publicUrl` is where our own pages stand ("https://ask.example.org"), without a slash at the end. */
export function createCompose(base: KnowledgeBase, publicUrl: string): Compose {
  const { clinic, messages } = base
  const say = createSay(clinic, messages)
  const entries = new Map(base.entries.map(entry => [entry.id, entry]))
  const flags = new Map(base.redFlags.flags.map(flag => [flag.id, flag]))
  const unclear = new Map(base.unclear.questions.map(question => [question.id, question]))
  const kinds = new Map(base.outOfScope.kinds.map(kind => [kind.id, kind.reply]))

  const text = (sentence: string): Part => ({ kind: 'text', text: say(sentence) })
  const passage = ({ id, passage: { blocks, place } }: Entry): Part => ({
    kind: 'passage',
    entry: id,
    blocks,
    source: {
      label: say(messages.answer.source, { title: place.title, section: place.section }),
      url: `${publicUrl}/articles/${place.article}#${place.anchor}`
    }
  })

  // No booking while an emergency or a question is open; after any lesser sign it is worded "once your GP is happy".
  const booking = (after: Conversation, label = messages.answer.book): Part[] => {
    if (after.emergencyOpen || after.waiting) return []
    const worded = isCautioned(after.urgency) ? messages.answer['book-after-caution'] : label
    return [{ kind: 'link', purpose: 'booking', link: { label: say(worded), url: clinic.booking.url } }]
  }

  // The clinic's page is also where people book, and so it is closed with it; a telephone never is.
  const contact = (after: Conversation): Part[] => {
    const { page, phone } = clinic.contact
    const call = phone ? [{ label: phone, url: `tel:${phone.replace(/[^+\d]/g, '')}` }] : []
    const visit = after.emergencyOpen ? [] : [{ label: say(messages.fallback.page), url: page }]
    return [...call, ...visit].map(link => ({ kind: 'link', purpose: 'contact', link }))
  }

  // A sentence that sends people to the clinic or to its booking page gets the link.
  const wayFor = (sentence: string, always: boolean, after: Conversation): Part[] => {
    if (/\{provider\}/.test(sentence)) return booking(after)
    return always || /\{contact\}/.test(sentence) ? contact(after) : []
  }

  function parts(said: Verdict, assessment: Assessment, after: Conversation): Pieces {
    const cards = composeCareCards(assessment, flags, messages['see-a-doctor'])
    switch (said.decision) {
      case 'see-a-doctor': {
        if (assessment.urgency === 'emergency' || assessment.urgency === 'urgent') return { parts: cards, actions: [] }
        const choices = said.candidates.length > 0 ? [text(messages.clarify.ask)] : []
        const book = said.book ? [text(messages.book['lead-after-caution']), ...booking(after)] : []
        return { parts: [...cards, ...choices, ...book], actions: choose(said.candidates) }
      }
      case 'answer': {
        const entry = entries.get(said.entry)!
        const book = entry.booking === 'offer' ? booking(after) : []
        return {
          parts: [...cards, passage(entry), ...book],
          actions: offerFollowUps(entry, after.answered, entries, clinic)
        }
      }
      case 'clarify':
        return {
          parts: said.candidates.length > 0 ? [text(messages.clarify.ask)] : [],
          actions: choose(said.candidates)
        }
      case 'book': {
        if (said.closed) return { parts: [text(messages.book.closed)], actions: [] }
        const about = entries.get(said.entry)
        const cautioned = isCautioned(after.urgency)
        const lead =
          about && !cautioned ? passage(about) : text(messages.book[cautioned ? 'lead-after-caution' : 'lead'])
        return {
          parts: [lead, ...booking(after, messages.book.button)],
          actions: about ? offerFollowUps(about, after.answered, entries, clinic) : []
        }
      }
      case 'fallback': {
        const kind = said.outside ? (kinds.get(said.outside) ?? said.outside) : null
        const own = kind ? messages.fallback[kind] : undefined
        const sentence = own ?? (after.fallbacks > 1 ? messages.fallback.again : messages.fallback.first)
        const topics = said.candidates.map(candidate => candidate.entry)
        return {
          parts: [text(sentence), ...wayFor(sentence, own === undefined, after), text(messages.fallback.topics)],
          actions: offerTopics(topics, entries, clinic)
        }
      }
      case 'small-talk':
        return composeSmallTalk(said.say, after)
    }
  }

  function choose(candidates: { entry: string }[]): Action[] {
    if (candidates.length === 0) return []
    return [
      ...offer(
        candidates.map(({ entry }) => entry),
        entries
      ),
      ...offerButtons(['none-of-these'], messages)
    ]
  }

  function composeSmallTalk(which: Talk, after: Conversation): Pieces {
    const talk = messages['small-talk']
    const actions = which === 'goodbye' || which === 'thank' ? [] : offer(clinic.suggestions, entries)
    if (which === 'welcome') return { parts: talk.welcome.map(text), actions }
    return { parts: [text(talk[which]), ...wayFor(talk[which], false, after)], actions }
  }

  /** The question that we wait for an answer to: a button click or "yeah, a bit". */
  function ask({ questions, person }: Waiting, { verdict, denied }: Decided): Pieces {
    const asked = unclear.get(questions[0]!)
    if (!asked) return { parts: [], actions: [] }
    const question = person === 'other' ? asked['ask-other'] : asked.ask
    const again = verdict.decision !== 'clarify' && verdict.decision !== 'see-a-doctor'
    const lead = messages.unclear[denied.length > 0 ? 'lead-next' : again ? 'lead-again' : 'lead']
    return { parts: [text(say(lead, { question }))], actions: offerButtons(['yes', 'no', 'unsure'], messages) }
  }

  /** What is said before everything else: an emergency stays on the screen, and a no is heard. */
  function lead({ denied, waiting }: Decided, { urgency }: Assessment, after: Conversation): Part[] {
    if (after.emergencyOpen && urgency !== 'emergency') return [text(messages['see-a-doctor']['still-open'])]
    return denied.length > 0 && !waiting ? [text(messages.unclear.denied)] : []
  }

  return (decided, assessment, after) => {
    const { verdict, waiting } = decided
    const said = parts(verdict, assessment, after)
    // What can be picked is settled first; the question comes back with the next reply.
    const asked = waiting && !picks(verdict) ? ask(waiting, decided) : null
    const all = [...lead(decided, assessment, after), ...said.parts, ...(asked?.parts ?? [])]
    const wayOut = after.emergencyOpen ? offerButtons(['not-now', 'start-over'], messages) : []
    return {
      decision: verdict.decision,
      urgency: assessment.urgency,
      flags: assessment.flags,
      bookingClosed: after.emergencyOpen || assessment.urgency === 'urgent',
      entries: all.flatMap(part => (part.kind === 'passage' ? [part.entry] : [])),
      parts: all,
      text: writeText(all),
      links: listLinks(all),
      actions: [...wayOut, ...(asked?.actions ?? said.actions)]
    }
  }
}

interface Pieces {
  parts: Part[]
  actions: Action[]
}

const picks = (verdict: Verdict) =>
  'candidates' in verdict && verdict.decision !== 'fallback' && verdict.candidates.length > 0

function isCautioned(urgency: Urgency): boolean {
  return urgency !== 'none'
}
