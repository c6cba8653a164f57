import { parseArgs } from 'node:util'
import { UsageError } from '../bench-error.js'

export const scenarioNames = ['conversations', 'idle', 'replicas', 'peer'] as const
export type ScenarioName = (typeof scenarioNames)[number]

export const usage = `Usage: npm run load -- [options]

  --only A,B           only these: ${scenarioNames.join(', ')}
  --conversations N    open conversations (2000)
  --rate N             messages a second on SQLite (200)
  --seconds N          for so long (120)
  --idle N             pages that only listen (10000); --idle-rate N (100), --idle-seconds N (60)
  --replica-rate N     messages a second on three replicas (150); --replica-seconds N (60)
  --peer-seconds N     a round beside the echo bot, of three (15)
  --port N             the first of a hundred ports that may be used (4300)
  --out FILE           all figures as JSON`

const numbers = {
  conversations: '2000',
  rate: '200',
  seconds: '120',
  idle: '10000',
  'idle-rate': '100',
  'idle-seconds': '60',
  'replica-rate': '150',
  'replica-seconds': '60',
  'peer-seconds': '15',
  port: '4300'
} as const
type NumberName = keyof typeof numbers

export interface Options {
  only: readonly ScenarioName[]
  out: string | null
  numbers: Record<NumberName, number>
}

/** Reads the command line; null when only help is wanted. */
export function readOptions(args: string[]): Options | null {
  const values = readFlags(args)
  if (values.help) return null
  const only = String(values.only ?? scenarioNames.join(',')).split(',')
  for (const name of only)
    if (!scenarioNames.includes(name as ScenarioName))
      throw new UsageError(`"${name}" is no scenario: --only takes ${scenarioNames.join(', ')}.`)
  const read = Object.keys(numbers).map(name => {
    const text = String(values[name as NumberName])
    if (!/^[1-9]\d{0,5}$/.test(text)) throw new UsageError(`--${name} takes a whole number from 1 on, not "${text}".`)
    return [name, Number(text)]
  })
  return {
    only: only as ScenarioName[],
    out: values.out === undefined ? null : String(values.out),
    numbers: Object.fromEntries(read)
  }
}

function readFlags(args: string[]): Record<string, string | boolean | undefined> {
  const options = Object.fromEntries(
    Object.entries(numbers).map(([name, value]) => [name, { type: 'string', default: value } as const])
  )
  try {
    return parseArgs({
      args,
      options: { ...options, only: { type: 'string' }, out: { type: 'string' }, help: { type: 'boolean' } }
    }).values
  } catch (error) {
    throw new UsageError(`${(error as Error).message.split('. ')[0]}. See --help.`)
  }
}
