import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { createPausedRespond, createRespond } from './assistant.js'
import type { Config } from './config.js'
import { type Conversation, newConversation } from './domain/conversation.js'
import type { KnowledgeBase } from './domain/knowledge-base.js'
import type { Matching } from './domain/matching.js'
import type { Respond } from './domain/respond.js'
import { evaluate, interval } from './evaluate.js'
import { examineKnowledge, loadKnowledge, type Report } from './knowledge/base.js'
import { readQuestions } from './knowledge/questions.js'
import { readFolder } from './knowledge/read.js'
import { writeRedFlagsPage } from './knowledge/red-flags-page.js'
import { keep } from './operations/kept.js'
import { asRedFlags, createNotice } from './policy/notice.js'
import { type Asked, createEngine, type Engine, openModel, type Rank, trainModel } from './retrieval/engine.js'
import { readVectors } from './retrieval/vectors.js'
import { createTriage } from './triage/triage.js'

export { KnowledgeError } from './knowledge/problem.js'
export { memberNames } from './retrieval/blend.js'
export type { Asked, Rank }

/** The core, ready to answer, with what it answers from. */
export interface Assistant {
  base: KnowledgeBase
  respond: Respond
  /** How the matcher comes to its ranking of a text, for a person at a terminal. */
  explain: (text: string) => Matching
  newConversation: Conversation
}

/**
 * Builds the core by hand: knowledge, triage and retrieval, in the one order there is. `tell` hears of work that takes
 * seconds.
 */
export function assembleAssistant(
  config: Pick<Config, 'knowledgeDir' | 'clinic' | 'publicUrl' | 'dataDir'> &
    Partial<Pick<Config, 'retentionMinutes' | 'paused'>>,
  tell: (progress: string) => void = () => {}
): Assistant {
  const { publicUrl, retentionMinutes = 60 } = config
  const base = loadKnowledge(config.knowledgeDir, config.clinic)
  const assess = createTriage(base.redFlags, base.cues)
  const notice = createNotice(base.unclear, createTriage(asRedFlags(base.unclear, base.redFlags), base.cues))
  const { rank, explain } = openEngine(base, config, tell)
  return {
    base,
    respond: config.paused
      ? createPausedRespond(base)
      : createRespond(base, { assess, notice, rank }, { publicUrl, retentionMinutes }),
    explain,
    newConversation
  }
}

/** The matcher alone, on any entries: for measuring. Given a folder, what it learned is kept there. */
export function assembleRank(
  entries: Asked[],
  { knowledgeDir, dataDir }: Pick<Config, 'knowledgeDir'> & Partial<Pick<Config, 'dataDir'>>,
  { without = [], tell = () => {} }: { without?: string[]; tell?: (progress: string) => void } = {}
): Rank {
  const bytes = readVectorFile(knowledgeDir)
  const aids = { vectors: bytes && readVectors(bytes), without }
  if (dataDir === undefined) return createEngine(entries, aids).rank
  const madeFrom = [entries, without, bytes?.toString('base64') ?? null, readOwnCode()]
  const learn = () => trainModel(entries, aids, step => tell(`${step} ...`))
  return openModel(keep({ folder: dataDir, shipped: builtDir, name: 'rank', madeFrom }, learn), aids).rank
}

/** How the assistant does on labelled questions, each figure with its 95 % interval. */
export function evaluateQuestions(file: string, config: Parameters<typeof assembleAssistant>[0]) {
  const questions = readQuestions(file, readFileSync(file, 'utf8'))
  const { respond, base } = assembleAssistant(config)
  return evaluate(respond, base, questions).map(figure => {
    const [low, high] = interval(figure)
    return { ...figure, low, high }
  })
}

/** The red flags as a page for clinical review, with what triage makes of each example. */
export function reviewRedFlags({ knowledgeDir, clinic }: Pick<Config, 'knowledgeDir' | 'clinic'>): string {
  const base = loadKnowledge(knowledgeDir, clinic)
  return writeRedFlagsPage(base, createTriage(base.redFlags, base.cues))
}

/** Reads the knowledge folder for its problems, all at once. */
export function examine(config: Pick<Config, 'knowledgeDir' | 'clinic'>): Report {
  return examineKnowledge(readFolder(config.knowledgeDir), config.clinic)
}

/** Where the build puts what it learned from the knowledge that comes with the project. */
const builtDir = fileURLToPath(new URL('.', import.meta.url))

/** The matcher of a knowledge base; what it learned is kept beside the data, under the hash of what it learned from. */
function openEngine(
  base: KnowledgeBase,
  { dataDir, knowledgeDir }: Pick<Config, 'dataDir' | 'knowledgeDir'>,
  tell: (progress: string) => void
): Engine {
  const bytes = readVectorFile(knowledgeDir)
  const asked = listAsked(base)
  const outside = base.outOfScope.kinds.map(outsideOf)
  const aids = { outside, lexicon: base.lexicon, vectors: bytes && readVectors(bytes) }
  const madeFrom = [asked, outside, base.lexicon, bytes?.toString('base64') ?? null, readOwnCode()]
  return openModel(
    keep({ folder: dataDir, shipped: builtDir, name: 'matcher', madeFrom }, () => {
      tell('The knowledge is new: the matcher learns it. This is done once, until it changes.')
      return trainModel(asked, aids, step => tell(`  ${step} ...`))
    }),
    aids
  )
}

/** The word vectors of a knowledge folder; they are an aid, and a folder may be without. */
function readVectorFile(knowledgeDir: string): Buffer | null {
  const file = join(knowledgeDir, 'en/vectors.bin')
  return existsSync(file) ? readFileSync(file) : null
}

/** The matcher's own code: a model that another version learned is not this one's. */
function readOwnCode(): string[] {
  const folders = ['./retrieval/', './text/'].map(name => fileURLToPath(new URL(name, import.meta.url)))
  return folders.flatMap(folder =>
    readdirSync(folder)
      .sort()
      .map(file => readFileSync(join(folder, file), 'utf8'))
  )
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
