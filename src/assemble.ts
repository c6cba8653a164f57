import { readFileSync } from 'node:fs'
import { openKnowledge } from './assemble-knowledge.js'
import { type Means, openEngine, openReader, openVectors } from './assemble-models.js'
import { createPausedRespond, createRespond, type Skills } from './assistant.js'
import type { Config } from './config.js'
import type { Assessment } from './domain/assessment.js'
import type { Clinic } from './domain/clinic.js'
import { type Conversation, newConversation } from './domain/conversation.js'
import type { KnowledgeBase } from './domain/knowledge-base.js'
import type { Matching } from './domain/matching.js'
import type { Respond } from './domain/respond.js'
import { evaluate, interval } from './evaluate.js'
import { examineKnowledge, loadKnowledge, type Report } from './knowledge/base.js'
import { readQuestions } from './knowledge/questions.js'
import { readFolder } from './knowledge/read.js'
import { writeRedFlagsPage } from './knowledge/red-flags-page.js'
import { asRedFlags, createNotice } from './policy/notice.js'
import { createParser } from './triage/parse.js'
import { createTriage } from './triage/triage.js'

export { type Asked, assembleRank, memberNames, type Rank } from './assemble-models.js'
export { KnowledgeError } from './knowledge/problem.js'

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
  const { base, skills, explain } = assembleSkills(config, tell)
  return {
    base,
    respond: config.paused ? createPausedRespond(base) : createRespond(base, skills, { publicUrl, retentionMinutes }),
    explain,
    newConversation
  }
}

/** The knowledge, and what the core can see in a text with it: pure functions of the text. */
export function assembleSkills(
  config: Pick<Config, 'knowledgeDir' | 'clinic' | 'dataDir'>,
  tell: (progress: string) => void = () => {}
): { base: KnowledgeBase; skills: Skills; explain: Assistant['explain'] } {
  const base = openKnowledge(config)
  const means = openMeans(config, tell)
  const { assess, assessByRules } = openTriage(base, means)
  const notice = createNotice(
    base.unclear,
    createTriage(createParser(asRedFlags(base.unclear, base.redFlags), base.cues))
  )
  const { rank, explain } = openEngine(base, means)
  return { base, skills: { assess, assessByRules, notice, rank }, explain }
}

/** Triage with both its readers: the rules, and the one that has learned from messages. */
export function assembleTriage(config: Parameters<typeof assembleAssistant>[0]): (text: string) => Assessment {
  return openTriage(
    openKnowledge(config),
    openMeans(config, () => {})
  ).assess
}

function openMeans({ knowledgeDir, dataDir }: Pick<Config, 'knowledgeDir' | 'dataDir'>, tell: Means['tell']): Means {
  return { ...openVectors(knowledgeDir), dataDir, tell }
}

function openTriage(base: KnowledgeBase, means: Means) {
  const parser = createParser(base.redFlags, base.cues)
  return {
    assess: createTriage(parser, openReader(base, parser, means)),
    assessByRules: createTriage(parser)
  }
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
  return writeRedFlagsPage(base, createTriage(createParser(base.redFlags, base.cues)))
}

/** One clinic as its file describes it. */
export const readClinic = ({ knowledgeDir, clinic }: Pick<Config, 'knowledgeDir' | 'clinic'>): Clinic =>
  loadKnowledge(knowledgeDir, clinic).clinic

/** Reads the knowledge folder for its problems, all at once. */
export function examine(config: Pick<Config, 'knowledgeDir' | 'clinic'>): Report {
  return examineKnowledge(readFolder(config.knowledgeDir), config.clinic)
}
