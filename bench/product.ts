import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { InputError } from './bench-error.js'
import type { Entry, Matcher } from './matcher.js'

/** What the bench uses of the product: what `rank` on the command line uses, so that their figures agree. */
type AssembleRank = (
  entries: Entry[],
  config: { knowledgeDir: string; dataDir?: string },
  options?: { without: string[]; tell?: (step: string) => void }
) => (text: string) => {
  outcome: 'answer' | 'clarify' | 'fallback'
  candidates: { entry: string; confidence: number }[]
}

export interface Engine {
  assembleRank: AssembleRank
  /** The blend's members, as the engine names them; none in a build that cannot leave one out. */
  members: string[]
}

const root = resolve(import.meta.dirname, '..')
/** The sources by default, so that what is measured is never an older build. */
const sources = join(root, 'src/assemble.ts')
/** The word vectors lie there; its entries are not used. */
export const knowledgeDir = process.env.KNOWLEDGE_DIR ?? join(root, 'knowledge')

export async function loadEngine(file = sources): Promise<Engine> {
  const path = resolve(file)
  if (!existsSync(path)) throw new InputError(`${path} is not there: name the engine's file with --engine.`)
  const { assembleRank, memberNames } = await import(pathToFileURL(path).href)
  if (typeof assembleRank !== 'function') throw new InputError(`${path} exports no assembleRank: it is not the engine.`)
  return { assembleRank, members: memberNames ?? [] }
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
