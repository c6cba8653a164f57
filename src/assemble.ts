import { createRespond } from './assistant.js'
import type { Config } from './config.js'
import { type Conversation, newConversation } from './domain/conversation.js'
import type { KnowledgeBase } from './domain/knowledge-base.js'
import type { Respond } from './domain/respond.js'
import { examineKnowledge, loadKnowledge, type Report } from './knowledge/base.js'
import { readFolder } from './knowledge/read.js'
import { type Asked, createEngine, type Rank } from './retrieval/engine.js'
import { createTriage } from './triage/triage.js'

export { KnowledgeError } from './knowledge/problem.js'
export type { Asked, Rank }

/** The core, ready to answer, with what it answers from. */
export interface Assistant {
  base: KnowledgeBase
  respond: Respond
  newConversation: Conversation
}

/** Builds the core by hand: knowledge, triage and retrieval, in the one order there is. */
export function assembleAssistant(config: Pick<Config, 'knowledgeDir' | 'clinic' | 'publicUrl'>): Assistant {
  const base = loadKnowledge(config.knowledgeDir, config.clinic)
  const assess = createTriage(base.redFlags, base.cues)
  const rank = createEngine(listAsked(base), base.outOfScope.kinds.map(outsideOf), base.lexicon)
  return { base, respond: createRespond(base, { assess, rank }, config.publicUrl), newConversation }
}

/** The matcher alone, on any entries: for measuring. */
export function assembleRank(entries: Asked[]): Rank {
  return createEngine(entries)
}

/** Reads the knowledge folder for its problems, all at once. */
export function examine(config: Pick<Config, 'knowledgeDir' | 'clinic'>): Report {
  return examineKnowledge(readFolder(config.knowledgeDir), config.clinic)
}

// A question that an entry refuses in favour of another is one more way of asking that other.
function listAsked({ entries }: KnowledgeBase): Asked[] {
  const refused = entries.flatMap(entry => entry.notFor)
  return entries.map(({ id, question, phrasings, passage }) => ({
    id,
    question,
    phrasings: [...phrasings, ...refused.filter(other => other.entry === id).map(other => other.question)],
    answer: passage.text
  }))
}

function outsideOf({ id, examples }: KnowledgeBase['outOfScope']['kinds'][number]): Asked {
  return { id, question: examples[0]!, phrasings: examples.slice(1) }
}
