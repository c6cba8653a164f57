import type { Clinic } from '../domain/clinic.js'
import type { Entry } from '../domain/entry.js'
import type { KnowledgeBase } from '../domain/knowledge-base.js'
import type { Messages } from '../domain/messages.js'
import type { Action, Part } from '../domain/reply.js'
import type { Settings } from '../domain/settings.js'
import { createLinks, type Links } from './links.js'
import { createSay, type Say } from './wording.js'

/** What a verdict comes to: what is said, and the buttons under it. */
export interface Pieces {
  parts: Part[]
  actions: Action[]
}

/** What everything that is said is made of. */
export interface Vocabulary {
  clinic: Clinic
  messages: Messages
  entries: Map<string, Entry>
  say: Say
  links: Links
  text: (sentence: string) => Part
  /** An entry's passage with the link to its place. */
  passage: (entry: Entry) => Part
}

export function createVocabulary(base: KnowledgeBase, { publicUrl, retentionMinutes }: Settings): Vocabulary {
  const { clinic, messages } = base
  const say = createSay(clinic, messages, { minutes: String(retentionMinutes) })
  return {
    clinic,
    messages,
    entries: new Map(base.entries.map(entry => [entry.id, entry])),
    say,
    links: createLinks(clinic, messages, say),
    text: sentence => ({ kind: 'text', text: say(sentence) }),
    passage: ({ id, passage: { blocks, place } }) => ({
      kind: 'passage',
      entry: id,
      blocks,
      source: {
        label: say(messages.answer.source, { title: place.title, section: place.section }),
        url: `${publicUrl}/articles/${place.article}#${place.anchor}`
      }
    })
  }
}
