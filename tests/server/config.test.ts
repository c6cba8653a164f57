import { expect, test } from 'vitest'
import { clouds } from '../../src/channels/clouds.js'
import { ConfigError, readConfig } from '../../src/config.js'

const guid = '00000000-0000-4000-8000-000000000001'

test('without settings everything has a sensible value', () => {
  expect(readConfig({})).toMatchObject({
    port: 3978,
    host: '127.0.0.1',
    clinic: 'glow-by-salina',
    directLineSecret: null,
    allowedOrigins: [],
    app: null,
    trustProxy: 0,
    retentionMinutes: 60,
    logLevel: 'info',
    publicUrl: 'http://127.0.0.1:3978'
  })
  expect(readConfig({}).knowledgeDir).toMatch(/\/knowledge$/)
  expect(readConfig({ PORT: '', CLINIC: '' })).toEqual(readConfig({}))
})

test('settings are read', () => {
  const config = readConfig({
    PORT: '0',
    ALLOWED_ORIGINS: 'https://a.example, https://b.example:8443',
    PUBLIC_URL: 'https://ask.example/',
    MicrosoftAppId: guid,
    MicrosoftAppTenantId: guid,
    MicrosoftAppPassword: 'p',
    TRUST_PROXY: '1'
  })
  expect(config).toMatchObject({
    port: 0,
    allowedOrigins: ['https://a.example', 'https://b.example:8443'],
    trustProxy: 1
  })
  expect(config.publicUrl).toBe('https://ask.example')
  expect(readConfig({ HOST: '::1' }).publicUrl).toBe('http://[::1]:3978')
  expect(config.app).toEqual({ id: guid, type: 'SingleTenant', tenantId: guid, password: 'p', cloud: clouds.public })
  expect(
    readConfig({
      MicrosoftAppId: guid,
      MicrosoftAppTenantId: guid,
      MicrosoftAppPassword: 'p',
      MicrosoftAppCloud: 'usgov'
    }).app?.cloud.issuer
  ).toBe('https://api.botframework.us')
})

test('all problems are told at once, each with its cure, and no secret', () => {
  const wrong = {
    PORT: 'abc',
    CLINIC: '../etc',
    DIRECT_LINE_SECRET: 'too short',
    ALLOWED_ORIGINS: 'https://a.example/path',
    RETENTION_MINUTES: '0',
    LOG_LEVEL: 'loud',
    PUBLIC_URL: 'ask.example',
    TRUST_PROXY: 'yes',
    MicrosoftAppId: 'x',
    MicrosoftAppType: 'Best',
    MicrosoftAppCloud: 'moon',
    PLAYGROUND: '1',
    PAUSED: 'maybe'
  }
  let message = ''
  try {
    readConfig(wrong)
  } catch (error) {
    expect(error).toBeInstanceOf(ConfigError)
    message = (error as Error).message
  }
  const lines = message.split('\n')
  expect(lines.map(line => line.split(' ')[0]).sort()).toEqual(Object.keys(wrong).sort())
  for (const line of lines) expect(line).toMatch(/give .*\.$/)
  expect(message).not.toContain('too short')
})

test.each([
  [{ MicrosoftAppPassword: 'p' }, /MicrosoftAppId is missing/],
  [{ MicrosoftAppId: guid }, /MicrosoftAppTenantId is missing.*\n.*MicrosoftAppPassword is missing/],
  [{ MicrosoftAppId: guid, MicrosoftAppType: 'MultiTenant' }, /MicrosoftAppPassword is missing/],
  [
    {
      MicrosoftAppId: guid,
      MicrosoftAppType: 'UserAssignedMSI',
      MicrosoftAppTenantId: guid,
      MicrosoftAppPassword: 'p'
    },
    /must not be set/
  ]
])('a registration that lacks something: %o', (env, problem) => expect(() => readConfig(env)).toThrow(problem))

const safe = {
  HOST: '0.0.0.0',
  PUBLIC_URL: 'https://ask.example',
  DIRECT_LINE_SECRET: 'a secret of at least thirty-two bytes',
  TRUST_PROXY: '0'
}

test('a HOST that others reach is taken with what makes it safe', () => {
  expect(readConfig(safe)).toMatchObject({ host: '0.0.0.0', trustProxy: 0 })
  for (const host of ['localhost', '127.0.0.1', '::1']) expect(readConfig({ HOST: host }).host).toBe(host)
})

test.each([
  ['PUBLIC_URL', undefined],
  ['PUBLIC_URL', 'http://ask.example'],
  ['DIRECT_LINE_SECRET', undefined],
  ['TRUST_PROXY', undefined]
])('and refused, saying so, without a safe %s (%s)', (name, value) => {
  for (const HOST of ['0.0.0.0', '::', '192.0.2.1', 'ask.example'])
    expect(() => readConfig({ ...safe, HOST, [name]: value })).toThrow(
      new RegExp(`^${name} is missing: with HOST=${HOST} .*(give|put) .*\\.$`)
    )
})

test('the playground is for this computer alone, without a registration', () => {
  expect(readConfig({ PLAYGROUND: 'yes' }).playground).toBe(true)
  expect(() => readConfig({ ...safe, PLAYGROUND: 'yes' })).toThrow(/PLAYGROUND must not be set with HOST/)
  const app = { MicrosoftAppId: guid, MicrosoftAppTenantId: guid, MicrosoftAppPassword: 'p' }
  expect(() => readConfig({ ...app, PLAYGROUND: 'yes' })).toThrow(/PLAYGROUND must not be set with MicrosoftAppId/)
})
