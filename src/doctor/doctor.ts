import type { Config } from '../config.js'
import { examineAzure } from './azure.js'
import { examineFiles, type Places } from './files.js'
import { type Finding, problem } from './finding.js'
import { examinePorts, examinePublicUrl } from './network.js'
import { examineSettings } from './settings.js'

export interface Surroundings extends Omit<Places, 'dataDir' | 'elsewhere'> {
  /** Every problem of the knowledge folder, a line each. */
  readKnowledge: () => string[]
  /** Reaches the database that DATABASE_URL names, or throws. */
  reachDatabase: () => Promise<void>
  /** Milliseconds since 1970. */
  now: number
  /** "20.20.2" */
  nodeVersion: string
}

const oldestNode = [20, 12] as const

/** Looks a deployment over from the inside out: settings, files, knowledge, network, Azure. Changes nothing. */
export async function examineDeployment(config: Config, around: Surroundings): Promise<Finding[]> {
  const elsewhere = config.databaseUrl !== null
  return [
    ...examineNode(around.nodeVersion),
    ...examineSettings(config),
    ...examineFiles({ ...around, dataDir: config.dataDir, elsewhere }),
    ...examineKnowledge(around.readKnowledge),
    ...(elsewhere ? await examineDatabase(around.reachDatabase) : []),
    ...(await examinePorts(config)),
    ...(await examinePublicUrl(config)),
    ...(config.app ? await examineAzure(config.app, around.now) : [])
  ]
}

function examineNode(version: string): Finding[] {
  const [major = 0, minor = 0] = version.split('.').map(Number)
  const young = major > oldestNode[0] || (major === oldestNode[0] && minor >= oldestNode[1])
  return young ? [] : [problem(`This is Node ${version}.`, `Install Node ${oldestNode.join('.')} or later.`)]
}

function examineKnowledge(read: () => string[]): Finding[] {
  let problems: string[]
  try {
    problems = read()
  } catch {
    return [
      problem(
        'The knowledge folder cannot be read.',
        'Set KNOWLEDGE_DIR to it, or leave it out for the one that comes along.'
      )
    ]
  }
  const [first] = problems
  if (!first) return []
  const more = problems.length > 1 ? ` (and ${problems.length - 1} more)` : ''
  return [
    problem(
      `The knowledge folder has a problem: ${first}${more}`,
      'Run "npm run clinic -- check" and mend what it names.'
    )
  ]
}

async function examineDatabase(reach: () => Promise<void>): Promise<Finding[]> {
  try {
    await reach()
    return []
  } catch {
    return [
      problem(
        'The database that DATABASE_URL names cannot be used: visitors get the safety line.',
        'Look at its host, port, user, password and database, and whether it lets this computer in.'
      )
    ]
  }
}

/** One paragraph a finding, problems first. */
export function tell(findings: Finding[]): string {
  const problems = findings.filter(({ kind }) => kind === 'problem')
  const lines = [...problems, ...findings.filter(({ kind }) => kind === 'note')].map(
    ({ kind, what, cure }) => `${kind}: ${what}\n  ${cure}`
  )
  const count = problems.length === 1 ? '1 problem' : `${problems.length || 'no'} problem${problems.length ? 's' : ''}`
  return [...lines, count].join('\n')
}
