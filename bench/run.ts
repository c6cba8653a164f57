import { existsSync, mkdirSync, statSync, writeFileSync } from 'node:fs'
import { cpus } from 'node:os'
import { dirname, join } from 'node:path'
import { InputError } from './bench-error.js'
import { drawReliability } from './draw-reliability.js'
import { drawRiskCoverage } from './draw-risk-coverage.js'
import { surenessOf, type Told } from './figures.js'
import type { Matcher } from './matcher.js'
import { type Measured, measure, nameRun } from './measure.js'
import { type Options, productName } from './options.js'
import { loadPeer } from './peers.js'
import { createProduct, loadEngine } from './product.js'
import { createProgress } from './progress.js'
import { listRuns, missingFiles, type Run, readSet } from './sets.js'
import { footnote, formatHeading, formatRow } from './table.js'
import { addTypos } from './typo.js'

/** Measures every matcher on every set, printing each line as it is known. */
export async function runBench(options: Options): Promise<void> {
  const runs = chooseRuns(options)
  const matchers = await loadMatchers(options)
  for (const file of [options.out, options.svg && join(options.svg, 'x')])
    if (file) mkdirSync(dirname(file), { recursive: true })
  const drawn = options.svg ? runs.findLast(({ set }) => set === 'clinc150') : undefined
  const progress = createProgress(process.stderr)
  const rows: Measured[] = []
  for (const run of runs) {
    const { entries, test } = readSet(options.data, run, options.seed)
    const split = { entries, test: options.typos ? addTypos(test, options.seed) : test }
    const answers: { name: string; told: Told[] }[] = []
    for (const [at, matcher] of matchers.entries()) {
      const limits = { all: options.limit, slow: options.slowLimit }
      const { measured, told } = await measure(matcher, run, split, limits, progress)
      rows.push(measured)
      // Ours without a member has its line in the table; in the picture it would only crowd the others out.
      if (!matcher.name.startsWith('- ')) answers.push({ name: matcher.name, told })
      if (at === 0) console.log(formatHeading(measured))
      console.log(formatRow(measured))
    }
    if (run === drawn) draw(options.svg!, nameRun(run), answers)
  }
  if (rows.some(row => row.capped)) console.log(footnote)
  if (options.out) writeFileSync(options.out, `${JSON.stringify(describe(options, rows), null, 2)}\n`)
}

function chooseRuns({ data, runs }: Options): Run[] {
  if (!existsSync(data) || !statSync(data).isDirectory())
    throw new InputError(`${data} is no folder: --data names the folder with the public sets.`)
  if (runs) {
    const missing = runs.flatMap(({ set }) => missingFiles(data, set))
    if (missing.length === 0) return runs
    throw new InputError(`Not there: ${listPaths(data, missing)}. bench/README.md tells where the sets come from.`)
  }
  const found = listRuns(data)
  if (found.runs.length === 0)
    throw new InputError(`${data} holds none of the sets. Expected: ${listPaths(data, found.missing)}.`)
  if (found.missing.length > 0) console.error(`Left out, not there: ${listPaths(data, found.missing)}.`)
  return found.runs
}

function listPaths(data: string, files: string[]): string {
  return [...new Set(files)].map(file => join(data, file)).join(', ')
}

async function loadMatchers({ matchers, engine: file, ablate }: Options): Promise<Matcher[]> {
  const list: Matcher[] = []
  for (const name of matchers) {
    if (name !== productName) {
      list.push(await loadPeer(name))
      continue
    }
    const engine = await loadEngine(file ?? undefined)
    list.push(createProduct(engine))
    if (ablate) list.push(...engine.members.map(member => createProduct(engine, [member])))
  }
  return list
}

function draw(folder: string, run: string, answers: { name: string; told: Told[] }[]): void {
  const lines = answers.map(({ name, told }) => ({ name, answers: surenessOf(told) }))
  writeFileSync(join(folder, 'risk-coverage.svg'), drawRiskCoverage(run, lines))
  writeFileSync(join(folder, 'reliability.svg'), drawReliability(run, lines[0]!))
}

function describe({ limit, slowLimit, seed, typos }: Options, rows: Measured[]) {
  return { node: process.version, processor: cpus()[0]?.model ?? 'unknown', limit, slowLimit, seed, typos, rows }
}
