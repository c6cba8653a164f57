import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { clouds } from '../../src/channels/clouds.js'
import type { AppSettings } from '../../src/channels/registration.js'
import { type Clinic, call, openClinic } from '../server/fake-clinic.js'
import { appId, listen, openIssuer } from './issuer.js'

let issuer: Awaited<ReturnType<typeof openIssuer>>
let clinic: Clinic
beforeAll(async () => {
  issuer = await openIssuer()
  clinic = await openClinic({ app: issuer.app })
})
afterAll(async () => {
  await clinic.close()
  await issuer.close()
})

let ids = 0
const activity = (given: object = {}) => ({
  type: 'message',
  id: `a${++ids}`,
  text: 'hello',
  channelId: 'msteams',
  serviceUrl: issuer.serviceUrl,
  // The replies come in the answer: nobody listens at the serviceUrl.
  deliveryMode: 'expectReplies',
  from: { id: '29:anna', name: 'Anna' },
  recipient: { id: `28:${appId}`, name: 'Ask the Clinic' },
  conversation: { id: 'c1', conversationType: 'personal' },
  ...given
})
const send = (given: object, token: string, to = clinic) =>
  call(to, 'POST', '/api/messages', { as: token, body: activity(given) })
type Said = { text?: string; type: string }
const texts = ({ json }: { json: { activities: Said[] } }) => json.activities.map(({ text, type }) => text ?? type)

describe('a message with a token of the right issuer', () => {
  test('is answered, in the same answer when it is asked for', async () => {
    const answer = await send({ conversation: { id: 'first' } }, issuer.token())
    expect([answer.status, texts(answer as never)]).toEqual([200, ['1: hello']])
    const again = await send({ conversation: { id: 'first' }, text: 'again' }, issuer.token())
    expect(texts(again as never)).toEqual(['2: again'])
  })

  test('is answered once, however often and however late it comes', async () => {
    const given = { id: 'same', conversation: { id: 'repeated' } }
    expect(texts((await send(given, issuer.token())) as never)).toEqual(['1: hello'])
    expect(texts((await send(given, issuer.token())) as never)).toEqual([])
    clinic.time.ahead += 23 * 3_600_000
    expect(texts((await send(given, issuer.token())) as never)).toEqual([])
  })

  test.each(['typing', 'event', 'messageDelete', 'endOfConversation', 'handoff', 'suggestion', 'somethingNew'])(
    'of the type "%s" gets 200 and nothing',
    async type => {
      const { status, text } = await send({ type, deliveryMode: undefined }, issuer.token())
      expect([status, text]).toEqual([200, ''])
    }
  )

  test('that is an invoke gets 200, known or not', async () => {
    for (const name of ['message/submitAction', 'signin/verifyState', 'nobody/knows', undefined]) {
      const { status } = await send({ type: 'invoke', name, value: {}, deliveryMode: undefined }, issuer.token())
      expect(status, name).toBe(200)
    }
  })

  test('that comes too often is told when to come again', async () => {
    const given = { conversation: { id: 'busy' } }
    const answers = await Promise.all(Array.from({ length: 40 }, () => send(given, issuer.token())))
    const refused = answers.filter(({ status }) => status === 429)
    expect(refused.length).toBe(10)
    expect(refused[0]?.headers.get('retry-after')).toMatch(/^\d+$/)
    expect((await send({ conversation: { id: 'calm' } }, issuer.token())).status).toBe(200)
  })
})

describe('401 for a token', () => {
  const now = Math.floor(Date.now() / 1000)
  test.each([
    ['that somebody else signed', () => issuer.forged()],
    ['without a signature ("alg": "none")', () => issuer.unsigned()],
    ['signed with HS256 and our public key', () => issuer.token({}, { alg: 'HS256' })],
    ['of another issuer', () => issuer.token({ iss: 'https://evil.example' })],
    ['for another bot', () => issuer.token({ aud: '00000000-0000-4000-8000-000000000002' })],
    ['for another serviceUrl', () => issuer.token({ serviceurl: 'https://smba.trafficmanager.net/' })],
    ['that is over', () => issuer.token({ exp: now - 3600 })],
    ['that is not yet good', () => issuer.token({ nbf: now + 3600 })],
    ['with a key that nobody knows', () => issuer.token({}, { kid: 'other' })],
    ['that is none', () => 'x.y.z'],
    ['that is empty', () => ' ']
  ])('%s', async (_, token) => {
    const { status, json, text } = await send({}, token())
    expect([status, json.error.code]).toEqual([401, 'BadToken'])
    expect(text).not.toMatch(/issuer|kid|audience|jwt|PUBLIC KEY/i)
  })

  test('of a channel that has issuers of its own', async () => {
    expect((await send({ channelId: 'AseChannel' }, issuer.token())).status).toBe(401)
    expect((await send({ channelId: 'nobody-endorsed' }, issuer.token())).status).toBe(401)
  })
})

test('keys that cannot be had are 503, whoever asks, and nothing of where they are', async () => {
  const away = await openIssuer()
  const shut = await openClinic({ app: away.app })
  away.state.keysAway = true
  const ask = () => send({ serviceUrl: away.serviceUrl }, away.token(), shut)
  const { status, json, text } = await ask()
  expect([status, json.error.code]).toEqual([503, 'ServiceUnavailable'])
  expect(text).not.toContain('127.0.0.1')
  away.state.keysAway = false
  expect((await ask()).status).toBe(200)
  await away.close()
  const dead = await openIssuer()
  const none = await openClinic({ app: dead.app })
  await dead.close()
  expect((await send({ serviceUrl: dead.serviceUrl }, dead.token(), none)).status).toBe(503)
  await shut.close()
  await none.close()
})

test.each([
  ['SingleTenant', 'a password'],
  ['UserAssignedMSI', ''],
  ['MultiTenant', 'a password']
] as const)('a %s registration takes the same messages', async (type, password) => {
  const own = await openIssuer()
  const open = await openClinic({ app: { ...own.app, type, password } })
  const answer = await send({ serviceUrl: own.serviceUrl }, own.token({ serviceurl: own.serviceUrl }), open)
  expect(texts(answer as never)).toEqual(['1: hello'])
  await open.close()
  await own.close()
})

test.each(['public', 'usgov', 'china'] as const)(
  'the %s cloud: strangers are turned away, its own hosts are known',
  async name => {
    const app: AppSettings = { ...issuer.app, cloud: clouds[name] }
    const open = await openClinic({ app })
    const [host] = clouds[name].serviceHosts
    const serviceUrl = `https://smba${host}/`
    expect((await send({ serviceUrl }, issuer.token(), open)).status).toBe(401)
    expect((await send({ serviceUrl: issuer.serviceUrl }, issuer.token(), open)).status).toBe(403)
    await open.close()
  }
)

describe('without a registration, by PLAYGROUND alone', () => {
  test('programs of this computer are answered at their own address, and nobody else', async () => {
    const heard: Said[] = []
    const program = await listen((request, response) => {
      let body = ''
      request.on('data', data => {
        body += data
      })
      request.on('end', () => {
        heard.push(JSON.parse(body))
        response.setHeader('Content-Type', 'application/json').end('{"id":"1"}')
      })
    })
    const open = await openClinic({ playground: true })
    const given = { serviceUrl: `${program.url}/_connector`, deliveryMode: undefined }
    expect((await send(given, 'whatever', open)).status).toBe(200)
    expect(heard.map(({ text }) => text)).toEqual(['1: hello'])

    const forwarded = { 'x-forwarded-for': '203.0.113.5' }
    const sent = await call(open, 'POST', '/api/messages', { body: activity(given), headers: forwarded })
    expect([sent.status, sent.json.error.code]).toEqual([403, 'NoAppId'])
    for (const serviceUrl of ['https://smba.trafficmanager.net/uk/', 'http://169.254.169.254/', 'http://evil.example/'])
      expect((await send({ ...given, serviceUrl }, '', open)).status).toBe(403)
    expect(heard).toHaveLength(1)
    await open.close()
    await program.close()
  })

  test('a connector that fails: 503, and what it did not take is sent when it delivers the message again', async () => {
    const heard: Said[] = []
    let failing = true
    const connector = await listen((request, response) => {
      let body = ''
      request.on('data', data => {
        body += data
      })
      request.on('end', () => {
        if (!failing) heard.push(JSON.parse(body))
        response.statusCode = failing ? 502 : 200
        response.setHeader('Content-Type', 'application/json').end('{"id":"1"}')
      })
    })
    const open = await openClinic({ playground: true })
    const given = { id: 'again', serviceUrl: `${connector.url}/_connector`, deliveryMode: undefined }
    const began = performance.now()
    const { status, json } = await send(given, '', open)
    expect([status, json.error.code]).toEqual([503, 'NotDelivered'])
    // Teams waits for 15 s.
    expect(performance.now() - began).toBeLessThan(12_000)
    failing = false
    expect((await send(given, '', open)).status).toBe(200)
    expect((await send(given, '', open)).status).toBe(200)
    expect(heard.map(({ text }) => text).filter(Boolean)).toEqual(['1: hello'])
    await open.close()
    await connector.close()
  })

  test('a slow or dead program costs a turn and nothing more', async () => {
    const open = await openClinic({ playground: true })
    const given = { serviceUrl: 'http://127.0.0.1:9/', deliveryMode: undefined }
    expect((await send(given, '', open)).status).toBe(503)
    expect((await call(open, 'GET', '/healthz')).status).toBe(200)
    await open.close()
  })
})
