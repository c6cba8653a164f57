import type { Choice } from './choice.js'
import type { Decision } from './decision.js'
import type { Block } from './passage.js'
import type { CareCardKey } from './red-flag.js'
import type { Urgency } from './urgency.js'

/** A link: `https:` or `tel:`. */
export interface Link {
  label: string
  url: string
}

/** One part of a reply, in the order in which it is said. */
export type Part =
  | { kind: 'text'; text: string }
  | {
      kind: 'care-card'
      card: CareCardKey
      urgency: Exclude<Urgency, 'none'>
      /** Said before the heading to those who cannot see the colour: "Immediate action required". */
      prefix: string
      heading: string
      /** What the visitor seems to describe, as the table labels it; `lead` goes before it. */
      lead: string
      signs: string[]
      paragraphs: string[]
      links: Link[]
      /** Whose advice this is. */
      attribution: string
    }
  | { kind: 'passage'; entry: string; blocks: Block[]; source: Link }
  | { kind: 'link'; purpose: 'booking' | 'contact'; link: Link }

/** A button: what it says is what it sends, so that a click and the typed label are the same message. */
export interface Action {
  label: string
  means: Choice
}

/** Somebody else takes over: at the clinic's booking page, or a person at the clinic. */
export interface Handoff {
  to: 'booking' | 'person'
  url: string
}

/** What we say, before a channel has dressed it. */
export interface Reply {
  decision: Decision
  urgency: Urgency
  flags: string[]
  /** Nothing beside this reply may lead to booking: it is urgent, or an emergency is open. */
  bookingClosed: boolean
  /** The entries whose passages are shown. */
  entries: string[]
  parts: Part[]
  /** The whole reply as text with light Markdown (lists, tables, links): care advice stands here too. */
  text: string
  /** Every address in the reply, in order. */
  links: string[]
  actions: Action[]
  /** Where this reply sends the visitor on: to book, or to a person. Channels that take it are told by an event. */
  handoff: Handoff | null
  /** Asked under an answer: was it helpful? */
  feedback: { ask: string; actions: Action[] } | null
  /** All that was kept of the conversation is to be erased. */
  forget: boolean
}
