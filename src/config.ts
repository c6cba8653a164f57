import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { clouds } from './channels/clouds.js'
import type { AppSettings } from './channels/registration.js'
import { dropEmpty, Environment, tellIssues, type Variables } from './environment.js'

export interface Config {
  port: number
  host: string
  clinic: string
  knowledgeDir: string
  dataDir: string
  /** Null: the secret is made and kept in `dataDir`. */
  directLineSecret: string | null
  /** Other sites whose pages may talk to us, as origins ("https://clinic.example"). */
  allowedOrigins: string[]
  /** Null: no Teams and no other Azure channel. */
  app: AppSettings | null
  /** Lets Agents Playground and the Emulator of this computer in, without an app id. */
  playground: boolean
  /** Every message is answered by the clinic's contact and 999/111, and by nothing else. */
  paused: boolean
  /** How many proxies of our own stand in front: the visitor's address is that many places from the end of X-Forwarded-For. */
  trustProxy: number
  /** PostgreSQL, for several replicas; null: a SQLite file in `dataDir`. */
  databaseUrl: string | null
  retentionMinutes: number
  seenHours: number
  /** 0: no journal is kept. */
  journalDays: number
  /** 0: no unanswered question is kept. */
  unansweredDays: number
  /** The port of the metrics on 127.0.0.1; null: none. */
  metricsPort: number | null
  /** Seconds from the order to stop until the port is closed, in which a load balancer hears that we are not ready. */
  drainSeconds: number
  logLevel: 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'trace' | 'silent'
  /** The address under which visitors reach us, without a slash at its end. */
  publicUrl: string
}

/** All that is wrong with the settings, a sentence with its cure each. */
export class ConfigError extends Error {
  override name = 'ConfigError'
}

/** What the Teams app's package needs; where it is made nobody needs to know the bot's password. */
export function readTeamsSettings(env: Variables = readEnvironment()) {
  const wanted = { MicrosoftAppId: true, PUBLIC_URL: true, CLINIC: true, KNOWLEDGE_DIR: true } as const
  const parsed = Environment.pick(wanted).safeParse(dropEmpty(env))
  if (!parsed.success) throw new ConfigError(tellIssues(parsed.error).join('\n'))
  const { MicrosoftAppId, PUBLIC_URL, CLINIC, KNOWLEDGE_DIR } = parsed.data
  return { appId: MicrosoftAppId, publicUrl: PUBLIC_URL, clinic: CLINIC, knowledgeDir: resolve(KNOWLEDGE_DIR) }
}

/** Reads the settings. Throws `ConfigError` that names every problem at once. */
export function readConfig(env: Variables = readEnvironment()): Config {
  const parsed = Environment.safeParse(dropEmpty(env))
  const problems = parsed.success
    ? [...findAppProblems(parsed.data), ...findOpenDoors(parsed.data)]
    : tellIssues(parsed.error)
  if (!parsed.success || problems.length > 0) throw new ConfigError(problems.join('\n'))

  const values = parsed.data
  return {
    port: values.PORT,
    host: values.HOST,
    clinic: values.CLINIC,
    knowledgeDir: resolve(values.KNOWLEDGE_DIR),
    dataDir: resolve(values.DATA_DIR),
    directLineSecret: values.DIRECT_LINE_SECRET ?? null,
    allowedOrigins: values.ALLOWED_ORIGINS,
    app: readApp(values),
    playground: values.PLAYGROUND,
    paused: values.PAUSED,
    trustProxy: values.TRUST_PROXY ?? 0,
    databaseUrl: values.DATABASE_URL ?? null,
    retentionMinutes: values.RETENTION_MINUTES,
    seenHours: values.SEEN_HOURS,
    journalDays: values.JOURNAL_DAYS,
    unansweredDays: values.UNANSWERED_DAYS,
    metricsPort: values.METRICS_PORT ?? null,
    // One process alone has nobody to hand its visitors to.
    drainSeconds: values.DRAIN_SECONDS ?? (values.DATABASE_URL ? 5 : 0),
    logLevel: values.LOG_LEVEL,
    publicUrl:
      values.PUBLIC_URL ?? `http://${values.HOST.includes(':') ? `[${values.HOST}]` : values.HOST}:${values.PORT}`
  }
}

/** The process's environment, filled up from a `.env` file in the working folder, which never overrides it. */
function readEnvironment(): Variables {
  if (existsSync('.env')) process.loadEnvFile('.env')
  return process.env
}

/** What a registration needs depends on its type. */
function findAppProblems(values: Environment): string[] {
  const {
    MicrosoftAppId: id,
    MicrosoftAppType: type,
    MicrosoftAppTenantId: tenant,
    MicrosoftAppPassword: password
  } = values
  if (!id) {
    const alone = password || tenant
    return alone ? ['MicrosoftAppId is missing: give it, or take the other MicrosoftApp settings out.'] : []
  }
  const problems: string[] = []
  if (type !== 'MultiTenant' && !tenant) {
    problems.push(`MicrosoftAppTenantId is missing: a ${type} app needs the id of its directory.`)
  }
  if (type === 'UserAssignedMSI' && password) {
    problems.push('MicrosoftAppPassword must not be set: a managed identity has no password; take it out.')
  }
  if (type !== 'UserAssignedMSI' && !password) {
    problems.push(`MicrosoftAppPassword is missing: a ${type} app needs its client secret.`)
  }
  return problems
}

const isLoopback = (host: string) => /^(localhost|127\.\d+\.\d+\.\d+|::1)$/.test(host)

/** What would stand open to strangers. A HOST that other computers reach needs what makes that safe, said by name. */
function findOpenDoors(values: Environment): string[] {
  const { HOST, PUBLIC_URL, DIRECT_LINE_SECRET, DATABASE_URL, TRUST_PROXY, PLAYGROUND, MicrosoftAppId } = values
  const problems: string[] = []
  if (PLAYGROUND && MicrosoftAppId)
    problems.push(
      'PLAYGROUND must not be set with MicrosoftAppId: it is for trying without a registration; take one out.'
    )
  if (isLoopback(HOST)) return problems
  const needs = (setting: string, why: string) =>
    problems.push(`${setting} is missing: with HOST=${HOST} other computers reach the assistant; ${why}`)
  if (!PUBLIC_URL?.startsWith('https://'))
    needs('PUBLIC_URL', 'put a web server with TLS in front and give its address, such as https://ask.clinic.example.')
  // Replicas that share a database share the secret that is made in it.
  if (!DIRECT_LINE_SECRET && !DATABASE_URL)
    needs('DIRECT_LINE_SECRET', 'give a secret of at least 32 bytes, the same for every replica.')
  if (TRUST_PROXY === undefined)
    needs('TRUST_PROXY', 'give the number of your own proxies in front (0 for none), or visitors are counted as one.')
  if (PLAYGROUND)
    problems.push(`PLAYGROUND must not be set with HOST=${HOST}: it is for this computer alone; take one out.`)
  return problems
}

function readApp(values: Environment): AppSettings | null {
  if (!values.MicrosoftAppId) return null
  return {
    id: values.MicrosoftAppId,
    type: values.MicrosoftAppType,
    tenantId: values.MicrosoftAppTenantId,
    password: values.MicrosoftAppPassword,
    cloud: clouds[values.MicrosoftAppCloud]
  }
}
