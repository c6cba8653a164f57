import { InputError, UsageError } from '../bench-error.js'
import { createProgress } from '../progress.js'
import { readOptions, usage } from './options.js'
import { readQuestions } from './questions.js'
import { formatMachine, formatRow, machine, type Row, writeJson } from './report.js'
import { conversations, idle, type LoadParts, peer, replicas } from './scenarios.js'

const scenarios = { conversations, idle, replicas, peer }

try {
  const options = readOptions(process.argv.slice(2))
  if (!options) console.log(usage)
  else {
    const { numbers } = options
    const progress = createProgress(process.stderr)
    const parts: LoadParts = {
      port: numbers.port,
      conversations: numbers.conversations,
      rate: numbers.rate,
      seconds: numbers.seconds,
      idle: numbers.idle,
      idleRate: numbers['idle-rate'],
      idleSeconds: numbers['idle-seconds'],
      replicaRate: numbers['replica-rate'],
      replicaSeconds: numbers['replica-seconds'],
      peerSeconds: numbers['peer-seconds'],
      questions: readQuestions(),
      say: progress.show
    }
    const rows: Row[] = []
    for (const name of options.only) {
      const before = machine()
      console.log(`\n${formatMachine(before)}`)
      for (const row of await scenarios[name](parts)) {
        progress.clear()
        console.log(formatRow(row))
        rows.push({ ...row, figures: { ...row.figures, 'load average before': before.loadAverage[0] ?? 0 } })
      }
      if (options.out) writeJson(options.out, { machine: before, rows })
    }
  }
} catch (error) {
  if (!(error instanceof UsageError || error instanceof InputError)) throw error
  console.error(error.message)
  process.exitCode = error instanceof UsageError ? 2 : 1
}
