import { fileURLToPath } from 'node:url'
import { z } from 'zod'
import { cloudNames } from './channels/clouds.js'

export type Variables = Record<string, string | undefined>

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

/** Every variable that is read, how it must look and what it is without being given. */
export const Environment = z.object({
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
export type Environment = z.infer<typeof Environment>

/** An empty value counts as none. */
export const dropEmpty = (env: Variables) =>
  Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined && value !== ''))

/** "PORT is not usable: give a whole number ..." */
export const tellIssues = ({ issues }: z.ZodError): string[] => [
  ...new Set(issues.map(issue => `${String(issue.path[0])} is not usable: ${issue.message}.`))
]
