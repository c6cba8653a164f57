import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Entry } from './matcher.js'
import { knowledgeDir, loadEngine } from './product.js'
import { createProgress } from './progress.js'
import { createRandom } from './random.js'

const phrasings = 4
const asked = 1000
const small = 'how do i the a my can what is to for when you it of'.split(' ')

/**
 * How the matcher bears a base of `count` entries with five ways of asking each: time to build, to start from what was
 * kept, to answer; and memory. The words are made up and as unevenly common as real ones (Zipf 1935).
 */
export async function measureScale(count: number, engineFile: string | null): Promise<void> {
  const { assembleRank } = await loadEngine(engineFile ?? undefined)
  const { entries, questions } = makeBase(count)
  const progress = createProgress(process.stderr)
  const dataDir = mkdtempSync(join(tmpdir(), 'bench-scale-'))
  try {
    const build = time(() => assembleRank(entries, { knowledgeDir, dataDir }, { without: [], tell: progress.show }))
    progress.clear()
    const start = time(() => assembleRank(entries, { knowledgeDir, dataDir }, { without: [], tell: progress.show }))
    const rank = start.value
    const answers = questions.map(({ text, id }) => ({ id, ...time(() => rank(text)) }))
    const times = answers.map(answer => answer.ms).sort((a, b) => a - b)
    const right = answers.filter(({ id, value }) => value.candidates[0]?.entry === id).length
    const at = (share: number) => times[Math.floor(share * (times.length - 1))]!.toFixed(1)
    console.log(`${count} entries, ${count * (phrasings + 1)} ways of asking`)
    console.log(
      `build             ${(build.ms / 1000).toFixed(1)} s, ${(build.cpuMs / 1000).toFixed(1)} s of processor time`
    )
    console.log(`start from kept   ${(start.ms / 1000).toFixed(2)} s`)
    const mean = answers.reduce((sum, { cpuMs }) => sum + cpuMs, 0) / answers.length
    console.log(
      `a question        ${mean.toFixed(1)} ms of processor time; median ${at(0.5)} ms, p99 ${at(0.99)} ms, worst ${at(1)} ms of ${asked}`
    )
    console.log(`right             ${right} of ${asked}`)
    console.log(`memory at most    ${Math.round(process.resourceUsage().maxRSS / 1024)} MB`)
  } finally {
    rmSync(dataDir, { recursive: true, force: true })
  }
}

function time<T>(run: () => T): { value: T; ms: number; cpuMs: number } {
  const started = performance.now()
  const cpu = process.cpuUsage()
  const value = run()
  const { user, system } = process.cpuUsage(cpu)
  return { value, ms: performance.now() - started, cpuMs: (user + system) / 1000 }
}

function makeBase(count: number): { entries: Entry[]; questions: { text: string; id: string }[] } {
  const random = createRandom(1)
  const below = (most: number) => Math.floor(random() * most)
  const words = [...new Set(Array.from({ length: 25_000 }, () => makeWord(below)))]
  // The chance of the word at place r falls as 1 / r.
  const draw = () => words[Math.floor(words.length ** random()) - 1]!
  const say = (core: string[]) => {
    const said = core.filter(() => random() < 0.8)
    for (let more = 2 + below(6); more > 0; more--)
      said.splice(below(said.length + 1), 0, random() < 0.7 ? small[below(small.length)]! : draw())
    return said.join(' ')
  }
  const cores = Array.from({ length: count }, () => Array.from({ length: 4 }, draw))
  const entries = cores.map((core, at) => ({
    id: `e${at}`,
    question: say(core),
    phrasings: Array.from({ length: phrasings }, () => say(core)),
    answer: Array.from({ length: 30 }, () => (random() < 0.3 ? core[below(4)]! : draw())).join(' ')
  }))
  const questions = Array.from({ length: asked }, () => {
    const at = below(count)
    return { text: say(cores[at]!), id: `e${at}` }
  })
  return { entries, questions }
}

function makeWord(below: (most: number) => number): string {
  const letter = (of: string) => of[below(of.length)]!
  return Array.from({ length: 2 + below(3) }, () => letter('bcdfghklmnprstvw') + letter('aeiou')).join('')
}
