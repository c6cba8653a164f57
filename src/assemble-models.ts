import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Config } from './config.js'
import type { KnowledgeBase } from './domain/knowledge-base.js'
import { keep } from './operations/kept.js'
import { type Asked, createEngine, type Engine, openModel, type Rank, trainModel } from './retrieval/engine.js'
import { readVectors, type Vectors } from './text/vectors.js'
import type { Parser } from './triage/parse.js'
import { type Lesson, learnSecondReader } from './triage/second-reader/learn.js'
import { openSecondReader, type SecondReader } from './triage/second-reader/read.js'
import { createTriage } from './triage/triage.js'

export { memberNames } from './retrieval/blend.js'
export type { Asked, Rank }

type Folders = Pick<Config, 'dataDir' | 'knowledgeDir'>
type Tell = (progress: string) => void

/** The matcher alone, on any entries: for measuring. Given a folder, what it learned is kept there. */
export function assembleRank(
  entries: Asked[],
  { knowledgeDir, dataDir }: Pick<Folders, 'knowledgeDir'> & Partial<Folders>,
  { without = [], tell = () => {} }: { without?: string[]; tell?: Tell } = {}
): Rank {
  const { vectors, file } = openVectors(knowledgeDir)
  const aids = { vectors, without }
  if (dataDir === undefined) return createEngine(entries, aids).rank
  const madeFrom = [entries, without, file, readOwnCode(matcherCode)]
  const learn = () => trainModel(entries, aids, step => tell(`${step} ...`))
  return openModel(keep({ folder: dataDir, shipped: builtDir, name: 'rank', madeFrom }, learn), aids).rank
}

/** The matcher of a knowledge base; what it learned is kept beside the data, under the hash of what it learned from. */
export function openEngine(base: KnowledgeBase, { dataDir, knowledgeDir }: Folders, tell: Tell): Engine {
  const { vectors, file } = openVectors(knowledgeDir)
  const asked = listAsked(base)
  const outside = base.outOfScope.kinds.map(outsideOf)
  const aids = { outside, lexicon: base.lexicon, vectors }
  const madeFrom = [asked, outside, base.lexicon, file, readOwnCode(matcherCode)]
  return openModel(
    keep({ folder: dataDir, shipped: builtDir, name: 'matcher', madeFrom }, () => {
      tell('The knowledge is new: the matcher learns it. This is done once, until it changes.')
      return trainModel(asked, aids, step => tell(`  ${step} ...`))
    }),
    aids
  )
}

/** The second reader of triage, learned and kept likewise; null for a knowledge folder that has nothing to learn it from. */
export function openReader(
  base: KnowledgeBase,
  parser: Parser,
  { dataDir, knowledgeDir }: Folders,
  tell: Tell
): SecondReader | null {
  const { redFlags, cues, flaggedMessages, entries, outOfScope, intents } = base
  const thresholds = redFlags['second-reader']
  if (!thresholds || flaggedMessages.length === 0) return null
  const { vectors, file } = openVectors(knowledgeDir)
  const taught = [redFlags, cues, flaggedMessages, listAsked({ entries }), outOfScope, intents]
  const madeFrom = [...taught, file, readOwnCode(triageCode)]
  const state = keep({ folder: dataDir, shipped: builtDir, name: 'second-reader', madeFrom }, () => {
    tell('The red flags are new: the second reader of triage learns them.')
    return learnSecondReader(listLessons(base, parser), parser, vectors)
  })
  return openSecondReader(state, thresholds, redFlags.flags, parser, vectors)
}

/** Where the build puts what it learned from the knowledge that comes with the project. */
const builtDir = fileURLToPath(new URL('.', import.meta.url))

/** The word vectors of a knowledge folder, and the file's bytes as text; they are an aid, and a folder may be without. */
function openVectors(knowledgeDir: string): { vectors: Vectors | null; file: string | null } {
  const path = join(knowledgeDir, 'en/vectors.bin')
  if (!existsSync(path)) return { vectors: null, file: null }
  const bytes = readFileSync(path)
  return { vectors: readVectors(bytes), file: bytes.toString('base64') }
}

const matcherCode = ['./retrieval/', './text/', './learning/']
const triageCode = ['./triage/', './triage/second-reader/', './text/', './learning/']

/** The code that learns: a model that another version learned is not this one's. */
function readOwnCode(rooms: string[]): string[] {
  const folders = rooms.map(room => fileURLToPath(new URL(room, import.meta.url)))
  return folders.flatMap(folder =>
    readdirSync(folder, { withFileTypes: true })
      .filter(file => file.isFile())
      .map(file => file.name)
      .sort()
      .map(name => readFileSync(join(folder, name), 'utf8'))
  )
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
