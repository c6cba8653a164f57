import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { keepMade } from './assemble-kept.js'
import type { Config } from './config.js'
import type { KnowledgeBase } from './domain/knowledge-base.js'
import { type Asked, createEngine, type Engine, openModel, type Rank, trainModel } from './retrieval/engine.js'
import { readVectors, type Vectors } from './text/vectors.js'
import type { Parser } from './triage/parse.js'
import { type Lesson, learnSecondReader } from './triage/second-reader/learn.js'
import { openSecondReader, type SecondReader } from './triage/second-reader/read.js'
import { createTriage } from './triage/triage.js'

export { memberNames } from './retrieval/blend.js'
export type { Asked, Rank }

/** Word vectors are an aid, and a knowledge folder may be without; their bytes are part of what a model is made from. */
interface VectorsFile {
  vectors: Vectors | null
  bytes: Uint8Array | null
}

/** What the models of a knowledge base are opened with. */
export interface Means extends VectorsFile {
  /** Where they are kept. */
  dataDir: string
  /** Hears of work that takes seconds. */
  tell: (progress: string) => void
}

export function openVectors(knowledgeDir: string): VectorsFile {
  const path = join(knowledgeDir, 'en/vectors.bin')
  if (!existsSync(path)) return { vectors: null, bytes: null }
  const bytes = readFileSync(path)
  return { vectors: readVectors(bytes), bytes }
}

const matcherCode = ['retrieval', 'text', 'learning']
const triageCode = ['triage', 'triage/second-reader', 'text', 'learning']

/** The matcher alone, on any entries: for measuring. Given a folder, what it learned is kept there. */
export function assembleRank(
  entries: Asked[],
  { knowledgeDir, dataDir }: Pick<Config, 'knowledgeDir'> & Partial<Pick<Config, 'dataDir'>>,
  { without = [], tell = () => {} }: { without?: string[]; tell?: Means['tell'] } = {}
): Rank {
  const { vectors, bytes } = openVectors(knowledgeDir)
  const aids = { vectors, without }
  if (dataDir === undefined) return createEngine(entries, aids).rank
  const make = () => trainModel(entries, aids, step => tell(`${step} ...`))
  const from = [entries, without, bytes]
  return openModel(keepMade(dataDir, { name: 'rank', from, rooms: matcherCode, make }), aids).rank
}

/** The matcher of a knowledge base; what it learned is kept beside the data, under the hash of what it learned from. */
export function openEngine(base: KnowledgeBase, { dataDir, vectors, bytes, tell }: Means): Engine {
  const asked = listAsked(base)
  const outside = base.outOfScope.kinds.map(outsideOf)
  const aids = { outside, lexicon: base.lexicon, vectors }
  const make = () => {
    tell('The knowledge is new: the matcher learns it. This is done once, until it changes.')
    return trainModel(asked, aids, step => tell(`  ${step} ...`))
  }
  const from = [asked, outside, base.lexicon, bytes]
  return openModel(keepMade(dataDir, { name: 'matcher', from, rooms: matcherCode, make }), aids)
}

/** The second reader of triage, learned and kept likewise; null for a knowledge folder that has nothing to learn it from. */
export function openReader(
  base: KnowledgeBase,
  parser: Parser,
  { dataDir, vectors, bytes, tell }: Means
): SecondReader | null {
  const { redFlags, cues, flaggedMessages, entries, outOfScope, intents } = base
  const thresholds = redFlags['second-reader']
  if (!thresholds || flaggedMessages.length === 0) return null
  const make = () => {
    tell('The red flags are new: the second reader of triage learns them.')
    return learnSecondReader(listLessons(base, parser), parser, vectors)
  }
  const from = [redFlags, cues, flaggedMessages, listAsked({ entries }), outOfScope, intents, bytes]
  const state = keepMade(dataDir, { name: 'second-reader', from, rooms: triageCode, make })
  return openSecondReader(state, thresholds, redFlags.flags, parser, vectors)
}

// A question that an entry refuses in favour of another is one more way of asking that other.
function listAsked({ entries }: Pick<KnowledgeBase, 'entries'>): Asked[] {
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

/** The labelled messages; the rows' own examples and all ordinary questions, with what the rules say of them. */
function listLessons(
  { redFlags, flaggedMessages, entries, outOfScope, intents }: KnowledgeBase,
  parser: Parser
): Lesson[] {
  const assess = createTriage(parser)
  const examples = redFlags.flags.flatMap(({ present, absent, negated = [], misspelt = [] }) => [
    ...present,
    ...absent,
    ...negated,
    ...misspelt
  ])
  const ordinary = [
    ...listAsked({ entries }).flatMap(({ question, phrasings }) => [question, ...phrasings]),
    ...outOfScope.kinds.flatMap(kind => kind.examples),
    ...intents.intents.flatMap(intent => intent.phrases),
    ...Object.values(intents.answers).flat()
  ]
  const read = (text: string) => {
    const { urgency, flags } = assess(text)
    return { text, urgency, flags, accept: [] }
  }
  return [...flaggedMessages, ...examples.map(read), ...ordinary.map(read)]
}
