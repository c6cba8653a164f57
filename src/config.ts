import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'
import { cloudNames, clouds } from './channels/clouds.js'
import type { AppSettings } from './channels/registration.js'

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

const wholeNumber = (from: number, to: number, example: string) => {
  const cure = `give a whole number from ${from} to ${to}, such as ${example}`
  return z
    .string()
    .regex(/^\d{1,9}$/, cure)
    .transform(Number)
    .refine(value => value >= from && value <= to, cure)
}

const isOrigin = (text: string) => URL.canParse(text) && /^https?:/.test(text) && new URL(text).origin === text

const yesOrNo = z
  .enum(['yes', 'no'], 'give yes or no')
  .default('no')
  .transform(value => value === 'yes')

const Environment = z.object({
  PORT: wholeNumber(0, 65_535, '3978').default(3978),
  HOST: z.string().default('127.0.0.1'),
  CLINIC: z
    .string()
    .regex(/^[a-z0-9-]+$/, 'give the id of a clinic, the name of its file in knowledge/clinics/ without .yaml')
    .default('glow-by-salina'),
  KNOWLEDGE_DIR: z.string().default(fileURLToPath(new URL('../knowledge/', import.meta.url))),
  DATA_DIR: z.string().default('./data'),
  DIRECT_LINE_SECRET: z
    .string()
    .refine(text => Buffer.byteLength(text) >= 32, 'give at least 32 bytes, or leave it out: then one is made and kept')
    .optional(),
  ALLOWED_ORIGINS: z
    .string()
    .default('')
    .transform(text =>
      text
        .split(',')
        .map(part => part.trim())
        .filter(Boolean)
    )
    .refine(
      list => list.every(isOrigin),
      'give origins, divided by commas, such as https://clinic.example (no path, no slash at the end)'
    ),
  MicrosoftAppId: z.guid('give the GUID that Azure shows as "Microsoft App ID"').optional(),
  MicrosoftAppType: z
    .enum(['SingleTenant', 'UserAssignedMSI', 'MultiTenant'], 'give SingleTenant, UserAssignedMSI or MultiTenant')
    .default('SingleTenant'),
  MicrosoftAppCloud: z.enum(cloudNames, 'give public, usgov or china').default('public'),
  MicrosoftAppTenantId: z.string().default(''),
  MicrosoftAppPassword: z.string().default(''),
  PLAYGROUND: yesOrNo,
  PAUSED: yesOrNo,
  TRUST_PROXY: wholeNumber(0, 9, '1').optional(),
  DATABASE_URL: z
    .url({ protocol: /^postgres(ql)?$/, error: 'give an address such as postgres://user:password@host:5432/database' })
    .optional(),
  RETENTION_MINUTES: wholeNumber(1, 44_640, '60').default(60),
  SEEN_HOURS: wholeNumber(1, 168, '24').default(24),
  JOURNAL_DAYS: wholeNumber(0, 3650, '90').default(90),
  UNANSWERED_DAYS: wholeNumber(0, 3650, '90').default(90),
  METRICS_PORT: wholeNumber(0, 65_535, '9464').optional(),
  DRAIN_SECONDS: wholeNumber(0, 300, '5').optional(),
  LOG_LEVEL: z
    .enum(
      ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'],
      'give fatal, error, warn, info, debug, trace or silent'
    )
    .default('info'),
  PUBLIC_URL: z
    .url({ protocol: /^https?$/, error: 'give an address such as https://ask.clinic.example' })
    .transform(text => text.replace(/\/+$/, ''))
    .optional()
})
type Environment = z.infer<typeof Environment>

type Variables = Record<string, string | undefined>

/** An empty value counts as none. */
const dropEmpty = (env: Variables) =>
  Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined && value !== ''))

/** "PORT is not usable: give a whole number ..." */
const tellIssues = ({ issues }: z.ZodError): string[] => [
  ...new Set(issues.map(issue => `${String(issue.path[0])} is not usable: ${issue.message}.`))
]

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
