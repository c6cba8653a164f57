import type { Conversation } from '../domain/conversation.js'
import type { KnowledgeBase } from '../domain/knowledge-base.js'
import type { Part } from '../domain/reply.js'
import type { Verdict } from '../domain/verdict.js'
import type { Links } from './links.js'
import type { Say } from './wording.js'

/** How we say that we do not know. */
export interface Unknown {
  /** One kind of question: "I don't know the prices". Empty when there is no sentence for it. */
  kind: (outside: string | null, after: Conversation) => Part[]
  /** A whole fallback. The second in a row offers a person first; the third is worded otherwise. */
  fallback: (said: Extract<Verdict, { decision: 'fallback' }>, after: Conversation) => Part[]
}

/** Every so many fallbacks in a row the wording changes: nobody hears the same three times. */
const stuckAt = 3

export function createUnknown(
  { messages, outOfScope, otherLanguages }: KnowledgeBase,
  say: Say,
  links: Links
): Unknown {
  const kinds = new Map(outOfScope.kinds.map(({ id, reply }) => [id, reply]))
  const languages = new Map(otherLanguages.languages.map(({ id, reply }) => [id, reply]))
  const text = (sentence: string): Part => ({ kind: 'text', text: say(sentence) })

  function kind(outside: string | null, after: Conversation): Part[] {
    const sentence = outside && messages.fallback[kinds.get(outside) ?? outside]
    return sentence ? [text(sentence), ...links.of(sentence, after)] : []
  }

  return {
    kind,
    fallback({ outside, language }, after) {
      const { first, again, stuck } = messages.fallback
      const translated = language && languages.get(language)
      const own = [...(translated ? [text(translated)] : []), ...kind(outside, after)]
      const contact = links.contact(after)
      if (after.fallbacks < 2) return own.length > 0 ? own : [text(first), ...contact]
      if (after.fallbacks % stuckAt === 0) return [text(stuck), ...contact, ...own]
      if (own.length === 0) return [text(again), ...contact]
      return own.some(part => part.kind === 'link') ? own : [...own, ...contact]
    }
  }
}
