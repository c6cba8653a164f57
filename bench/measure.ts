import type { Split } from './few-shot.js'
import { type Figures, measureFigures, type Told } from './figures.js'
import type { Matcher } from './matcher.js'
import type { Progress } from './progress.js'
import { sample } from './random.js'
import type { Run } from './sets.js'

/** One matcher's line of the table. */
export interface Measured extends Run, Figures {
  matcher: string
  entries: number
  phrasings: number
  /** Of the test questions, when not all of them were asked. */
  capped: boolean
  cpuMs: number
  buildMs: number
}

export interface Limits {
  /** Questions asked of every matcher; 0 = all. */
  all: number
  /** Questions asked of a slow matcher on a big set. */
  slow: number
}

/** From so many phrasings on a set is big: there fuse.js takes a tenth of a second a question and more. */
const big = 1500

/** Trains a matcher on the set's entries alone, then asks it the test's questions one by one. */
export async function measure(
  matcher: Matcher,
  run: Run,
  { entries, test }: Split,
  limits: Limits,
  progress: Progress
): Promise<{ measured: Measured; told: Told[] }> {
  const phrasings = entries.reduce((sum, entry) => sum + 1 + entry.phrasings.length, 0)
  const caps = matcher.slow && phrasings > big ? [limits.all, limits.slow] : [limits.all]
  const questions = sample(test, Math.min(...caps.map(cap => cap || test.length)))
  const title = `${nameRun(run)}, ${matcher.name}`
  progress.show(`${title}: building from ${phrasings} phrasings`)
  const { ask, buildMs } = await matcher.train(entries)
  const told: Told[] = []
  const cpu = process.cpuUsage()
  for (const [text, label] of questions) {
    told.push({ label, answer: await ask(text) })
    if (told.length % 50 === 0) progress.show(`${title}: question ${told.length} of ${questions.length}`)
  }
  const { user, system } = process.cpuUsage(cpu)
  progress.clear()
  const measured = {
    ...run,
    matcher: matcher.name,
    entries: entries.length,
    phrasings,
    capped: questions.length < test.length,
    ...measureFigures(told, matcher.bounded),
    cpuMs: Math.round((user + system) / questions.length) / 1000,
    buildMs: Math.round(buildMs)
  }
  return { measured, told }
}

/** "clinc150:10", "banking77:all": as --sets takes it. */
export function nameRun({ set, keep }: Run): string {
  return `${set}:${keep ?? 'all'}`
}
