import type { Assessment } from '../domain/assessment.js'
import type { Conversation } from '../domain/conversation.js'
import type { Entry } from '../domain/entry.js'
import type { KnowledgeBase } from '../domain/knowledge-base.js'
import type { Action, Part, Reply } from '../domain/reply.js'
import type { Urgency } from '../domain/urgency.js'
import { offer, offerFollowUps, offerTopics } from './actions.js'
import { composeCareCards } from './care-card.js'
import { listLinks, writeText } from './text.js'
import { createSay } from './wording.js'

/** What has been decided, as far as words need it. */
export type Said =
  | { decision: 'see-a-doctor'; book: boolean; candidates: { entry: string }[] }
  | { decision: 'answer'; entry: string }
  | { decision: 'clarify'; candidates: { entry: string }[] }
  | { decision: 'book'; closed: boolean; entry: string }
  | { decision: 'fallback'; outside: string | null; candidates: { entry: string }[] }
  | { decision: 'small-talk'; say: string }

/** Puts a decision into words. `after` is the conversation with this turn in it. */
export type Compose = (said: Said, assessment: Assessment, after: Conversation) => Reply

/** `publicUrl` is where our own pages stand ("https://ask.example.org"), without a slash at the end. */
export function createCompose(base: KnowledgeBase, publicUrl: string): Compose {
  const { clinic, messages } = base
  const say = createSay(clinic, messages)
  const entries = new Map(base.entries.map(entry => [entry.id, entry]))
  const flags = new Map(base.redFlags.flags.map(flag => [flag.id, flag]))
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

  // No booking while an emergency is open; after any lesser sign it is worded "once your GP is happy".
  const booking = (after: Conversation, label = messages.answer.book): Part[] => {
    if (after.emergencyOpen) return []
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

  function parts(said: Said, assessment: Assessment, after: Conversation): { parts: Part[]; actions: Action[] } {
    const cards = composeCareCards(assessment, flags, messages['see-a-doctor'].cards)
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
        return { parts: [text(messages.clarify.ask)], actions: choose(said.candidates) }
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
      { label: messages.clarify['none-of-these'] }
    ]
  }

  function composeSmallTalk(which: string, after: Conversation): { parts: Part[]; actions: Action[] } {
    const talk = messages['small-talk']
    if (which === 'welcome') return { parts: talk.welcome.map(text), actions: offer(clinic.suggestions, entries) }
    if (which === 'not-now')
      return { parts: [text(messages['see-a-doctor']['not-now-heard'])], actions: offer(clinic.suggestions, entries) }
    const sentence = talk[which as Exclude<keyof typeof talk, 'welcome'>]
    const actions = which === 'goodbye' || which === 'thank' ? [] : offer(clinic.suggestions, entries)
    return { parts: [text(sentence), ...wayFor(sentence, false, after)], actions }
  }

  return (said, assessment, after) => {
    const { parts: all, actions } = parts(said, assessment, after)
    const wayOut = after.emergencyOpen
      ? [messages['see-a-doctor']['not-now'], messages['see-a-doctor']['start-over']].map(label => ({ label }))
      : []
    return {
      decision: said.decision,
      urgency: assessment.urgency,
      flags: assessment.flags,
      bookingClosed: after.emergencyOpen || assessment.urgency === 'urgent',
      entries: all.flatMap(part => (part.kind === 'passage' ? [part.entry] : [])),
      parts: all,
      text: writeText(all),
      links: listLinks(all),
      actions: [...wayOut, ...actions]
    }
  }
}

function isCautioned(urgency: Urgency): boolean {
  return urgency !== 'none'
}
