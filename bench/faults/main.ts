import { parseArgs } from 'node:util'
import { InputError, UsageError } from '../bench-error.js'
import { readQuestions } from '../load/questions.js'
import { formatMachine, formatRow, machine, writeJson } from '../load/report.js'
import { createProgress } from '../progress.js'
import { type FaultParts, kill, type Outcome, postgres, sqlite } from './scenarios.js'

const usage = `Usage: npm run faults -- [options]

  --only A,B      only these: kill, postgres, sqlite
  --rounds N      rounds of kill -9 (100)
  --stopped N     seconds that the database is stopped (30), --frozen N frozen (10), --others N for the rest (10)
  --port N        the first of the ports that may be used (4300)
  --out FILE      all figures as JSON

Ends with exit code 1 when something acknowledged was lost, or a promise of docs/running.md was not kept.`

const groups: Record<string, (parts: FaultParts) => Promise<Outcome[]>> = {
  kill: async parts => [await kill(parts)],
  postgres,
  sqlite
}

function readOptions(args: string[]) {
  const number = (name: string, text: string) => {
    if (!/^[1-9]\d{0,5}$/.test(text)) throw new UsageError(`--${name} takes a whole number from 1 on, not "${text}".`)
    return Number(text)
  }
  const text = (value: string) => ({ type: 'string', default: value }) as const
  try {
    const { values } = parseArgs({
      args,
      options: {
        only: text(Object.keys(groups).join(',')),
        rounds: text('100'),
        stopped: text('30'),
        frozen: text('10'),
        others: text('10'),
        port: text('4300'),
        out: { type: 'string' },
        help: { type: 'boolean', default: false }
      }
    })
    const only = values.only.split(',')
    for (const name of only)
      if (!groups[name]) throw new UsageError(`"${name}" is no group: --only takes ${Object.keys(groups).join(', ')}.`)
    return {
      help: values.help,
      only,
      out: values.out ?? null,
      port: number('port', values.port),
      rounds: number('rounds', values.rounds),
      stopped: number('stopped', values.stopped),
      frozen: number('frozen', values.frozen),
      others: number('others', values.others)
    }
  } catch (error) {
    if (error instanceof UsageError) throw error
    throw new UsageError(`${(error as Error).message.split('. ')[0]}. See --help.`)
  }
}

try {
  const options = readOptions(process.argv.slice(2))
  if (options.help) console.log(usage)
  else {
    const progress = createProgress(process.stderr)
    const before = machine()
    console.log(`${formatMachine(before)}\n`)
    const outcomes: Outcome[] = []
    for (const name of options.only) {
      for (const outcome of await groups[name]!({ ...options, questions: readQuestions(), say: progress.show })) {
        progress.clear()
        outcomes.push(outcome)
        console.log(formatRow(outcome))
        for (const failure of outcome.failures) console.log(`  NOT KEPT: ${failure}`)
      }
      if (options.out) writeJson(options.out, { machine: before, outcomes })
    }
    const failed = outcomes.filter(({ failures }) => failures.length > 0).length
    console.log(`\n${outcomes.length} faults, ${failed} with a promise not kept`)
    if (failed > 0) process.exitCode = 1
  }
} catch (error) {
  if (!(error instanceof UsageError || error instanceof InputError)) throw error
  console.error(error.message)
  process.exitCode = error instanceof UsageError ? 2 : 1
}
