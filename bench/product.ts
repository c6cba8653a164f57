import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { InputError } from './bench-error.js'
import type { Entry, Matcher } from './matcher.js'

/** What the bench uses of the product: what `rank` on the command line uses, so that their figures agree. */
type AssembleRank = (
  entries: Entry[],
  config: { knowledgeDir: string },
  options?: { without: string[] }
) => (text: string) => {
  outcome: 'answer' | 'clarify' | 'fallback'
  candidates: { entry: string; confidence: number }[]
}

export interface Engine {
  assembleRank: AssembleRank
  /** The blend's members, as the engine names them. */
  members: string[]
}

const root = resolve(import.meta.dirname, '..')
/** The sources by default, so that what is measured is never an older build. */
const sources = join(root, 'src/assemble.ts')
/** The word vectors lie there; its entries are not used. */
const knowledgeDir = process.env.KNOWLEDGE_DIR ?? join(root, 'knowledge')

/** For an engine that does not tell its members' names itself. */
const usualMembers = ['linear', 'neighbour', 'bm25', 'fuzzy']

export async function loadEngine(file = sources): Promise<Engine> {
  const path = resolve(file)
  if (!existsSync(path)) throw new InputError(`${path} is not there: name the engine's file with --engine.`)
  const { assembleRank, memberNames } = await import(pathToFileURL(path).href)
  if (typeof assembleRank !== 'function') throw new InputError(`${path} exports no assembleRank: it is not the engine.`)
  return { assembleRank, members: memberNames ?? usualMembers }
}

/** Our own matcher, with its own thresholds; `without` names members that are taken out of the blend. */
export function createProduct({ assembleRank }: Engine, without: string[] = []): Matcher {
  return {
    name: without.length > 0 ? `- ${without.join(' - ')}` : 'ask-the-clinic',
    bounded: true,
    slow: false,
    train: async entries => {
      const started = performance.now()
      const rank = assembleRank(entries, { knowledgeDir }, ...(without.length > 0 ? [{ without }] : []))
      const buildMs = performance.now() - started
      const ask = (text: string) => {
        const { outcome, candidates } = rank(text)
        return { outcome, candidates: candidates.map(({ entry, confidence }) => ({ entry, score: confidence })) }
      }
      return { ask, buildMs }
    }
  }
}

/** Whether ours can be built without a member. Defaults hide parameters from `length`: the source tells them. */
export function canAblate({ assembleRank }: Engine): boolean {
  return countParameters(assembleRank.toString()) >= 3
}

/** "function f(a, b = [1, 2], { c } = {}) {…}" -> 3: the commas that stand in the first brackets alone. */
export function countParameters(source: string): number {
  let depth = 0
  let commas = 0
  let within = ''
  for (const sign of source.slice(source.indexOf('('))) {
    if (')]}'.includes(sign)) depth--
    if (depth === 0 && within !== '') break
    if (depth === 1 && sign === ',') commas++
    if ('([{'.includes(sign)) depth++
    within += sign
  }
  return within.slice(1).trim() === '' ? 0 : commas + 1
}
