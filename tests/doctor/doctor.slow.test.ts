import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import type { RequestListener } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { clouds } from '../../src/channels/clouds.js'
import { type Config, readConfig } from '../../src/config.js'
import { examineDeployment, type Surroundings, tell } from '../../src/doctor/doctor.js'
import { listen } from '../channels/issuer.js'
import { run } from '../cli/run.js'
import { openClinic } from '../server/fake-clinic.js'

const folder = mkdtempSync(join(tmpdir(), 'doctor-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const widgetDir = join(folder, 'widget')
mkdirSync(widgetDir)
writeFileSync(join(widgetDir, 'loader.js'), '')
const guid = '00000000-0000-4000-8000-000000000001'
const now = Date.UTC(2026, 0, 5, 9)

const healthy: Config = { ...readConfig({ PORT: '0', DATA_DIR: join(folder, 'data') }) }
const around: Surroundings = {
  widgetDir,
  envFile: join(folder, '.env'),
  readKnowledge: () => [],
  reachDatabase: async () => {},
  now,
  nodeVersion: '22.1.0'
}
const examine = (config: Partial<Config> = {}, other: Partial<Surroundings> = {}) =>
  examineDeployment({ ...healthy, ...config }, { ...around, ...other })

/** The one thing that is found, and it has a cure. */
async function expectOne(
  config: Partial<Config>,
  sentence: RegExp,
  kind = 'problem',
  other: Partial<Surroundings> = {}
) {
  const findings = await examine(config, other)
  expect(findings.map(({ what }) => what)).toEqual([expect.stringMatching(sentence)])
  expect(findings[0]).toMatchObject({ kind, cure: expect.stringMatching(/^[A-Z].{10,}/) })
}

test('a healthy deployment has no problem', async () => {
  expect(await examine()).toEqual([])
  expect(tell([])).toBe('no problem')
})

const away = 'https://ask.clinic.invalid'
const site = ['https://www.clinic.example']
const proxied = { publicUrl: away, allowedOrigins: site, trustProxy: 1 }

describe('settings', () => {
  test.each<[string, Partial<Config>, RegExp]>([
    [
      'http',
      { publicUrl: 'http://ask.clinic.example', allowedOrigins: site },
      /without https: what visitors write can be read/
    ],
    ['a guessable secret', { directLineSecret: 'ab'.repeat(20) }, /DIRECT_LINE_SECRET can be guessed/],
    [
      'an open origin',
      { allowedOrigins: ['http://www.clinic.example'] },
      /ALLOWED_ORIGINS has http:\/\/www\.clinic\.example, without https/
    ],
    ['one port for two', { port: 9464, metricsPort: 9464 }, /METRICS_PORT and PORT are the same/]
  ])('%s is a problem', (_, config, sentence) => expectOne(config, sentence))

  test.each<[string, Partial<Config>, RegExp]>([
    ['the playground', { playground: true }, /PLAYGROUND is on/],
    ['a paused assistant', { paused: true }, /PAUSED is on/],
    ['a long memory', { retentionMinutes: 3 * 1440 }, /kept for 3 days/],
    ['a silent log', { logLevel: 'silent' }, /LOG_LEVEL is silent/]
  ])('%s is worth a note', (_, config, sentence) => expectOne(config, sentence, 'note'))

  test('behind a web server, no site and no proxy are problems', async () => {
    const findings = await examine({ ...proxied, allowedOrigins: [], trustProxy: 0 })
    expect(tell(findings)).toMatch(
      /ALLOWED_ORIGINS is empty[\s\S]*TRUST_PROXY is 0[\s\S]*was not tried[\s\S]*2 problems$/
    )
  })
})

describe('files', () => {
  test('a folder that cannot be written', async () => {
    const file = join(folder, 'no-folder')
    writeFileSync(file, '')
    await expectOne({ dataDir: file }, /DATA_DIR .* cannot be written/)
    await expectOne({ dataDir: join(file, 'deeper') }, /cannot be written/)
  })

  test('a secret and an .env that others can read', async () => {
    const dataDir = join(folder, 'open')
    mkdirSync(dataDir)
    chmodSync(folder, 0o755)
    const envFile = join(folder, 'open.env')
    for (const file of [join(dataDir, 'direct-line.secret'), envFile]) writeFileSync(file, 'x', { mode: 0o644 })
    expect((await examine({ dataDir }, { envFile })).map(({ what }) => what)).toEqual([
      expect.stringMatching(/can read .*direct-line\.secret/),
      expect.stringMatching(/can read .*open\.env/)
    ])
    // In a folder that nobody else may enter a file needs no more.
    chmodSync(dataDir, 0o700)
    chmodSync(envFile, 0o600)
    expect(await examine({ dataDir }, { envFile })).toEqual([])
    chmodSync(dataDir, 0o755)
    chmodSync(join(dataDir, 'direct-line.secret'), 0o600)
    expect(await examine({ dataDir }, { envFile })).toEqual([])
  })

  test('no widget', () => expectOne({}, /The widget is not built/, 'note', { widgetDir: join(folder, 'none') }))
})

describe('what the assistant needs', () => {
  test('an old Node', async () => {
    for (const nodeVersion of ['18.20.0', '20.11.1']) await expectOne({}, /This is Node/, 'problem', { nodeVersion })
    expect(await examine({}, { nodeVersion: '20.12.0' })).toEqual([])
  })

  test('knowledge that cannot be read, or has problems', async () => {
    const unreadable = () => {
      throw new Error('ENOENT')
    }
    await expectOne({}, /The knowledge folder cannot be read/, 'problem', { readKnowledge: unreadable })
    const broken = () => ['en/cues.yaml:3: not a list', 'en/cues.yaml:9: x']
    await expectOne({}, /has a problem: en\/cues\.yaml:3: not a list \(and 1 more\)/, 'problem', {
      readKnowledge: broken
    })
  })

  test('a database that is away', async () => {
    const reachDatabase = () => Promise.reject(new Error('ECONNREFUSED postgres://user:password@host'))
    const config = { databaseUrl: 'postgres://localhost:1/x' }
    await expectOne(config, /^The database that DATABASE_URL names cannot be used: [^@]*$/, 'problem', {
      reachDatabase
    })
    expect(await examine(config)).toEqual([])
  })
})

describe('ports and addresses', () => {
  test('a port that another program has, and one that is ours', async () => {
    const other = await listen((_, response) => void response.end('I am not the assistant'))
    await expectOne({ port: Number(new URL(other.url).port) }, /Port \d+ is taken by another program/)
    await other.close()
    const clinic = await openClinic()
    await expectOne({ port: Number(new URL(clinic.url).port) }, /The assistant is running at http:\/\/127/, 'note')
    await clinic.close()
  })

  test('a metrics port that another program has', async () => {
    const other = await listen((_, response) => void response.end(''))
    const free = await listen(() => {})
    await free.close()
    const ports = { port: Number(new URL(free.url).port), metricsPort: Number(new URL(other.url).port) }
    await expectOne(ports, /METRICS_PORT \d+ is taken/)
    await other.close()
  })

  test('an address that this computer does not have', () =>
    expectOne({ host: '192.0.2.1', port: 4299 }, /HOST 192\.0\.2\.1 is no address of this computer/))

  test('a public address that leads elsewhere while the assistant runs', async () => {
    const clinic = await openClinic()
    const findings = await examine({ ...proxied, port: Number(new URL(clinic.url).port) })
    expect(tell(findings)).toMatch(/ask\.clinic\.invalid does not lead to the assistant, although it runs/)
    await clinic.close()
  })
})

describe('Azure', () => {
  /** Microsoft's sign-in and keys, as far as a bot asks them. */
  async function withAzure(answer: RequestListener, work: (config: Partial<Config>) => Promise<void>) {
    const azure = await listen((request, response) => {
      response.setHeader('Date', new Date(now).toUTCString())
      answer(request, response)
    })
    const cloud = { ...clouds.public, openIdMetadata: `${azure.url}/keys`, loginUrl: `${azure.url}/botframework.com` }
    const app = { id: guid, type: 'SingleTenant', tenantId: guid, password: 'p', cloud } as const
    // The way from the public address is another matter.
    await work({ ...proxied, publicUrl: 'https://127.0.0.1:1', app }).finally(azure.close)
  }
  const notTried = /was not tried/
  const whats = async (config: Partial<Config>, other = {}) =>
    (await examine(config, other)).map(({ what }) => what).filter(what => !notTried.test(what))
  const refuse =
    (code: string): RequestListener =>
    (request, response) => {
      response.statusCode = request.url === '/keys' ? 200 : 401
      response.end(JSON.stringify({ error: 'invalid_client', error_description: `${code}: words of Microsoft’s` }))
    }

  test('all is well', () =>
    withAzure(
      (request, response) => {
        expect(['/keys', `/${guid}/oauth2/v2.0/token`]).toContain(request.url)
        response.end('{}')
      },
      async config => expect(await whats(config)).toEqual([])
    ))

  test.each([
    ['AADSTS7000215', /is not the bot’s client secret/],
    ['AADSTS7000222', /MicrosoftAppPassword has expired/],
    ['AADSTS700016', /MicrosoftAppId is not known in this tenant/],
    ['AADSTS90002', /MicrosoftAppTenantId is no tenant/],
    ['AADSTS50034', /cannot sign in at 127\.0\.0\.1:\d+ \(AADSTS50034\)/]
  ])('%s is told in plain words', (code, sentence) =>
    withAzure(refuse(code), async config => expect(await whats(config)).toEqual([expect.stringMatching(sentence)]))
  )

  test('a clock that is off', () =>
    withAzure(
      (_, response) => void response.end('{}'),
      async config => {
        expect(await whats(config, { now: now + 7 * 60_000 })).toEqual([
          'This computer’s clock is 7 minutes fast: tokens are refused.'
        ])
        expect(await whats(config, { now: now - 60 * 60_000 })).toEqual([expect.stringMatching(/60 minutes slow/)])
        expect(await whats(config, { now: now + 60_000 })).toEqual([])
      }
    ))

  test('keys that cannot be reached', () =>
    withAzure(
      (_, response) => {
        response.statusCode = 502
        response.end()
      },
      async config => expect(await whats(config)).toEqual([expect.stringMatching(/cannot be reached: nobody’s token/)])
    ))

  test('a messaging endpoint without https, and a registration that Azure makes no more', () =>
    withAzure(
      (_, response) => void response.end('{}'),
      async config => {
        const app = { ...config.app!, type: 'MultiTenant' } as const
        expect(await whats({ ...config, app, publicUrl: 'http://127.0.0.1:3978' })).toEqual([
          expect.stringMatching(/messaging endpoint is http:.*without https/),
          expect.stringMatching(/registered for many tenants/)
        ])
      }
    ))

  test('a managed identity is not asked for a secret', () =>
    withAzure(refuse('AADSTS7000215'), async config => {
      const app = { ...config.app!, type: 'UserAssignedMSI' } as const
      expect(await whats({ ...config, app })).toEqual([])
    }))
})

describe('the command', () => {
  test('says what is wrong and ends with 1', async () => {
    const env = { DATA_DIR: join(folder, 'no-folder', 'x'), PORT: '0', MicrosoftAppId: '', PLAYGROUND: 'yes' }
    const { code, out } = await run(['doctor'], { env })
    expect(code).toBe(1)
    expect(out).toMatch(/^problem: DATA_DIR .*\n {2}Give its folder[\s\S]*note: PLAYGROUND[\s\S]*1 problem\n$/)
  })

  test.each([
    [{ MicrosoftAppId: guid, MicrosoftAppPassword: 'p' }, /MicrosoftAppTenantId is missing/],
    [{ MicrosoftAppId: guid, MicrosoftAppTenantId: guid }, /MicrosoftAppPassword is missing/],
    [{ MicrosoftAppId: 'bot' }, /MicrosoftAppId is not usable/],
    [{ HOST: '0.0.0.0' }, /PUBLIC_URL is missing: with HOST=0\.0\.0\.0/],
    [{ DIRECT_LINE_SECRET: 'short' }, /DIRECT_LINE_SECRET is not usable: give at least 32 bytes/]
  ])('settings that stop the start are told too: %o', async (env, sentence) => {
    const { code, error } = await run(['doctor'], { env })
    expect(code).toBe(1)
    expect(error).toMatch(sentence)
  })
})
