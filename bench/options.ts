import { parseArgs } from 'node:util'
import { UsageError } from './bench-error.js'
import { peerNames } from './peers.js'
import { parseSet, type Run, setNames } from './sets.js'

export const productName = 'ask-the-clinic'

export interface Options {
  /** Empty only with `scale`. */
  data: string
  /** Entries of a made-up base to measure instead; null = the sets. */
  scale: number | null
  /** Null = the standard runs of every set that lies in the folder. */
  runs: Run[] | null
  matchers: string[]
  limit: number
  slowLimit: number
  seed: number
  engine: string | null
  ablate: boolean
  typos: boolean
  out: string | null
  svg: string | null
}

export const usage = `Usage: npm run bench -- --data DIR [options]

  --data DIR         the folder with the public sets; bench/README.md tells what lies where
  --sets A,B         only these: ${setNames.join(', ')};
                     with a number of known utterances an entry: clinc150:10, clinc150:all
  --matchers A,B     only these: ${[productName, ...peerNames].join(', ')}
  --limit N          at most N test questions a set, the same ones for every matcher
  --slow-limit N     at most N for the slow matchers on the big sets (300)
  --seed N           another draw of the known utterances (1)
  --ablate           ours once more without each of its members
  --typos            every test question with one slip in one of its words
  --scale N          no set, but a made-up base of N entries: time to build, to start, to answer; memory
  --engine FILE      another build of ours, such as dist/assemble.js
  --out FILE         all figures as JSON
  --svg DIR          risk-coverage curve and reliability diagram of clinc150`

const flags = {
  data: { type: 'string' },
  sets: { type: 'string' },
  matchers: { type: 'string' },
  limit: { type: 'string', default: '0' },
  'slow-limit': { type: 'string', default: '300' },
  seed: { type: 'string', default: '1' },
  scale: { type: 'string' },
  engine: { type: 'string' },
  out: { type: 'string' },
  svg: { type: 'string' },
  ablate: { type: 'boolean', default: false },
  typos: { type: 'boolean', default: false },
  help: { type: 'boolean', default: false }
} as const

/** Reads the command line; null when only help is wanted. */
export function readOptions(args: string[]): Options | null {
  const values = readFlags(args)
  if (values.help) return null
  if (!values.data && !values.scale)
    throw new UsageError('--data is missing: name the folder with the public sets (see bench/README.md).')
  const runs = values.sets === undefined ? null : listOf(values.sets, '--sets').flatMap(readSetName)
  if (values.svg !== undefined && runs && !runs.some(({ set }) => set === 'clinc150'))
    throw new UsageError('--svg draws clinc150: add it to --sets.')
  return {
    data: values.data ?? '',
    scale: values.scale === undefined ? null : readCount(values.scale, '--scale'),
    runs,
    matchers: values.matchers === undefined ? [productName, ...peerNames] : readMatchers(values.matchers),
    limit: readCount(values.limit, '--limit'),
    slowLimit: readCount(values['slow-limit'], '--slow-limit'),
    seed: readCount(values.seed, '--seed'),
    engine: values.engine ?? null,
    ablate: values.ablate,
    typos: values.typos,
    out: values.out ?? null,
    svg: values.svg ?? null
  }
}

function readFlags(args: string[]) {
  try {
    return parseArgs({ args, options: flags }).values
  } catch (error) {
    // Node's sentence goes on about positional arguments; its beginning says it.
    const [said] = (error as Error).message.split('. ')
    throw new UsageError(`${said}. See --help.`)
  }
}

function readSetName(name: string): Run[] {
  const runs = parseSet(name)
  if (!runs)
    throw new UsageError(`"${name}" is no set: --sets takes ${setNames.join(', ')}, each also as NAME:N or NAME:all.`)
  return runs
}

function readMatchers(text: string): string[] {
  const known = [productName, ...peerNames]
  return listOf(text, '--matchers').map(name => {
    if (!known.includes(name)) throw new UsageError(`"${name}" is no matcher: --matchers takes ${known.join(', ')}.`)
    return name
  })
}

function listOf(text: string, flag: string): string[] {
  const names = text.split(',').filter(name => name !== '')
  if (names.length === 0) throw new UsageError(`${flag} is empty: give names with commas between them.`)
  return names
}

function readCount(text: string, flag: string): number {
  if (!/^\d{1,9}$/.test(text)) throw new UsageError(`${flag} takes a whole number from 0 on, not "${text}".`)
  return Number(text)
}
