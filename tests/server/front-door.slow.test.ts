import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createConnection } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { WebSocket } from 'ws'
import { clouds } from '../../src/channels/clouds.js'
import { createMemoryLimits } from '../../src/server/limits.js'
import { type Clinic, call, openClinic, openPage, safetyLine, secret } from './fake-clinic.js'

const widgetDir = mkdtempSync(join(tmpdir(), 'widget-'))
const shop = 'https://shop.example'
let clinic: Clinic
beforeAll(async () => {
  writeFileSync(join(widgetDir, 'loader.js'), 'console.log(1)')
  clinic = await openClinic({ server: { widgetDir, allowedOrigins: [shop] } })
})
afterAll(async () => {
  await clinic.close()
  rmSync(widgetDir, { recursive: true })
})

const alive = async () => expect((await call(clinic, 'GET', '/healthz')).status).toBe(200)
const everyDoor = ['/api/messages', '/token', '/v3/directline/conversations', '/v3/directline/tokens/generate']

/** Bytes as they are, for what fetch would not send. */
const sendRaw = (text: string) =>
  new Promise<string>(resolve => {
    let answer = ''
    const socket = createConnection(Number(new URL(clinic.url).port), '127.0.0.1', () => socket.write(text))
    socket.setTimeout(400, () => socket.destroy())
    socket.on('data', data => {
      answer += data
    })
    socket.on('error', () => resolve(answer))
    socket.on('close', () => resolve(answer))
  })

describe('a hostile request', () => {
  test.each(everyDoor)('packed for %s is refused unread, and the process lives', async path => {
    const bodies = [
      Buffer.from('not gzip at all'),
      gzipSync('{"type":"message"}').subarray(0, 20),
      gzipSync('x'.repeat(9_000_000))
    ]
    for (const body of bodies) {
      const headers = {
        'content-encoding': 'gzip',
        'content-type': 'application/json',
        authorization: `Bearer ${secret}`
      }
      const { status } = await fetch(clinic.url + path, { method: 'POST', headers, body: new Uint8Array(body) })
      expect(status).toBe(415)
    }
    for (const encoding of ['deflate', 'br', 'GZIP', 'identity, gzip', '']) {
      const answer = await sendRaw(
        `POST ${path} HTTP/1.1\r\nHost: x\r\nContent-Encoding: ${encoding}\r\nContent-Length: 2\r\n\r\n{}`
      )
      expect(answer).toMatch(/^HTTP\/1.1 415/)
    }
    await alive()
  })

  test('with a body over 64 kB is refused, announced or not', async () => {
    const page = await openPage(clinic)
    const { status } = await page.say('x'.repeat(70_000))
    expect(status).toBe(413)
    const chunk = `10000\r\n${'x'.repeat(65_536)}\r\n`
    const answer = await sendRaw(
      `POST /token HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n${chunk}${chunk}0\r\n\r\n`
    )
    expect(answer).toMatch(/^HTTP\/1.1 413/)
    await alive()
  })

  test.each([
    ['no JSON', '{"type":'],
    ['words', 'my back hurts'],
    ['nothing', '{}'],
    ['a list', '[]'],
    ['a number', '5'],
    ['null', 'null'],
    ['a type that is a number', '{"type":5}'],
    ['a numeric serviceUrl', '{"type":"message","text":"hi","serviceUrl":5}'],
    ['a text that is an object', '{"type":"message","text":{}}'],
    ['4,001 characters', JSON.stringify({ type: 'message', text: 'x'.repeat(4001) })],
    ['attachments that are text', '{"type":"message","attachments":"x"}'],
    ['channelData that is a list', '{"type":"message","channelData":[1]}'],
    ['65 levels', `{"type":"message","value":${'['.repeat(65)}${']'.repeat(65)}}`],
    ['30,000 levels', '['.repeat(30_000)],
    ['30,000 levels of objects', '{"a":'.repeat(10_000)]
  ])('with %s as activity gets a sentence and nothing from inside', async (_, body) => {
    const page = await openPage(clinic)
    const { status, json, text } = await call(clinic, 'POST', `${page.at}/activities`, { as: page.token, body })
    expect(status).toBe(400)
    expect(json.error.message).toMatch(/^[A-Z].*\.$/s)
    expect(text).not.toMatch(/my back|at \w+ \(|node_modules|zod|position/)
    expect((await page.read()).json.activities).toHaveLength(1)
  })

  test.each([
    '{"type":"message","text":"hi","__proto__":{"polluted":true}}',
    '{"type":"message","text":"a\\u0000b\\ud800 \\u202e z\u0335\u0336"}',
    '{"type":"message","text":null}',
    '{"type":"message"}',
    '{"type":"message","text":"","attachments":[{"contentType":"image/png"}]}',
    '{"type":"message","text":"<at>x</at>","entities":[{"type":"mention"}]}',
    '{"type":"message","text":"<at>x","entities":[{"type":"mention","mentioned":{"id":"ask-the-clinic"},"text":"(((("}]}',
    '{"type":"messageReaction","reactionsAdded":[{"type":"like"}]}'
  ])('that is odd but an activity is answered: %s', async body => {
    const page = await openPage(clinic)
    expect((await call(clinic, 'POST', `${page.at}/activities`, { as: page.token, body })).status).toBe(200)
    expect((await page.read()).json.activities).toHaveLength(3)
    expect(({} as Record<string, unknown>).polluted).toBeUndefined()
  })

  test('that is half a request or no request is dropped', async () => {
    await sendRaw('POST /token HTTP/1.1\r\nHost: x\r\nContent-Length: 50\r\n\r\n{"half":')
    await sendRaw('GET / HTTP/1.1\r\nHost')
    await sendRaw('\x16\x03\x01\x02')
    await sendRaw(
      `GET /v3/directline/conversations/x/stream HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n`
    )
    await sendRaw('GET /%c0%ae%c0%ae/%E0%A4%A HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n')
    await sendRaw('GET //evil.example HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n')
    await sendRaw(
      'GET /v3/directline/conversations/%E0%A4%A/stream HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n'
    )
    await alive()
  })

  test('does not get out of the widget folder', async () => {
    for (const path of [
      '/widget/../fake-clinic.ts',
      '/widget/..%2f..%2fetc%2fpasswd',
      '/widget/%2e%2e/%2e%2e/etc/passwd',
      '/widget/',
      '/widget/.secret'
    ]) {
      const answer = await sendRaw(`GET ${path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`)
      expect(answer, path).toMatch(/^HTTP\/1.1 404/)
      expect(answer).not.toContain('root:')
    }
  })
})

describe('the cloud door', () => {
  const activity = {
    type: 'message',
    id: '1',
    text: 'hi',
    serviceUrl: 'https://smba.trafficmanager.net/uk/',
    conversation: { id: 'c' }
  }

  test('is shut without an app id, and says what to do', async () => {
    const { status, json } = await call(clinic, 'POST', '/api/messages', { body: activity })
    expect(status).toBe(403)
    expect(json.error.message).toContain('MicrosoftAppId')
  })

  test('with an app id turns strangers away and talks to no other host', async () => {
    const guid = '00000000-0000-4000-8000-000000000001'
    const app = { id: guid, type: 'SingleTenant', tenantId: guid, password: 'secret', cloud: clouds.public } as const
    const open = await openClinic({ app })
    const send = (changed: object, headers = {}) =>
      call(open, 'POST', '/api/messages', { body: { ...activity, ...changed }, headers })
    for (const serviceUrl of [
      'http://127.0.0.1:9/',
      'https://evil.example/',
      'https://botframework.com.evil.example/',
      'https://smba.trafficmanager.net@evil.example/',
      'https://other.trafficmanager.net/',
      'https://smba.trafficmanager.net:8443/',
      'http://smba.trafficmanager.net/',
      'x',
      ''
    ]) {
      expect((await send({ serviceUrl })).status, serviceUrl).toBe(403)
    }
    expect((await send({ serviceUrl: 5 })).status).toBe(400)
    expect((await send({ conversation: {} })).status).toBe(400)
    expect((await send({})).status).toBe(401)
    expect((await send({}, { authorization: 'Bearer x.y.z' })).status).toBe(401)
    expect((await send({}, { authorization: 'nonsense' })).status).toBe(401)
    await open.close()
  })
})

describe('pages', () => {
  test('are served with headers that let nothing foreign in', async () => {
    for (const [path, title] of [
      ['/', 'home'],
      ['/faq', 'faq'],
      ['/privacy', 'privacy'],
      ['/terms', 'terms'],
      ['/articles/massage', 'massage']
    ] as const) {
      const { status, text, headers } = await call(clinic, 'GET', path)
      expect([status, text]).toEqual([200, `<title>${title}</title>`])
      expect(headers.get('content-type')).toContain('text/html')
      expect(headers.get('content-security-policy')).toContain(
        "default-src 'none'; script-src 'self'; style-src 'self'"
      )
      expect(headers.get('content-security-policy')).toContain(`ws://${new URL(clinic.url).host}`)
      expect(headers.get('x-content-type-options')).toBe('nosniff')
      expect(headers.get('server')).toBeNull()
      expect((await call(clinic, 'HEAD', path)).status).toBe(200)
    }
  })

  test('that do not exist are a page for browsers and JSON for programs', async () => {
    const browser = { accept: 'text/html,*/*' }
    for (const path of ['/nothing', '/articles/nothing', '/widget/nothing.js']) {
      const { status, text } = await call(clinic, 'GET', path, { headers: browser })
      expect([status, text]).toEqual([404, '<title>not found</title>'])
    }
    const { status, json } = await call(clinic, 'GET', '/nothing')
    expect([status, json]).toEqual([404, { error: { code: 'NotFound', message: 'There is nothing here.' } }])
    expect((await call(clinic, 'DELETE', '/token')).status).toBe(405)
    expect((await call(clinic, 'GET', '/favicon.ico')).status).toBe(204)
  })

  test('a page that fails tells nothing of why', async () => {
    const broken = await openClinic({
      server: {
        pages: {
          home: () => {
            throw new Error('inner canary')
          },
          faq: () => '',
          chat: () => '',
          article: () => '',
          privacy: () => '',
          terms: () => '',
          notFound: () => '',
          settings: () => ({})
        }
      }
    })
    const { status, text } = await call(broken, 'GET', '/')
    expect(status).toBe(500)
    expect(text).not.toContain('canary')
    expect(broken.logged.join('')).toContain('request-failed')
    await broken.close()
  })

  test('the widget is served with an ETag, for other sites too', async () => {
    const { status, headers, text } = await call(clinic, 'GET', '/widget/loader.js')
    expect([status, text]).toEqual([200, 'console.log(1)'])
    expect(headers.get('content-type')).toContain('javascript')
    expect(headers.get('cross-origin-resource-policy')).toBe('cross-origin')
    const known = `If-None-Match: ${headers.get('etag')}`
    const again = await sendRaw(`GET /widget/loader.js HTTP/1.1\r\nHost: x\r\n${known}\r\nConnection: close\r\n\r\n`)
    expect(again).toMatch(/^HTTP\/1.1 304/)
  })

  test.each([
    ['gzip, br', true],
    ['gzip;q=0, br', false],
    ['identity', false]
  ])('the widget is packed for who takes it: %s', async (accepts, packed) => {
    const head = `HEAD /widget/loader.js HTTP/1.1\r\nHost: x\r\nAccept-Encoding: ${accepts}\r\nConnection: close\r\n\r\n`
    expect(/content-encoding: gzip/i.test(await sendRaw(head))).toBe(packed)
  })

  test('an unusable Host header or address is refused: restify alone would die of it', async () => {
    const answer = await sendRaw('GET / HTTP/1.1\r\nHost: x; script-src *\r\nConnection: close\r\n\r\n')
    expect(answer).toMatch(/^HTTP\/1.1 400/)
    expect(answer).not.toContain('script-src *')
    for (const target of [
      '* HTTP/1.1\r\nHost: x',
      'http://x/ HTTP/1.1\r\nHost: x',
      '/ HTTP/1.1\r\nHost: a b',
      '/ HTTP/1.1\r\nHost: x:99999',
      '/ HTTP/1.1\r\nHost: [::1'
    ])
      expect(await sendRaw(`GET ${target}\r\nConnection: close\r\n\r\n`), target).toMatch(/^HTTP\/1.1 400/)
    await alive()
  })
})

describe('other sites', () => {
  const as = (origin: string) => ({ headers: { origin } })

  test('get a token only when listed or our own', async () => {
    expect((await call(clinic, 'POST', '/token', as(shop))).headers.get('access-control-allow-origin')).toBe(shop)
    expect((await call(clinic, 'POST', '/token', as(clinic.url))).status).toBe(200)
    for (const origin of [
      'https://evil.example',
      'https://shop.example.evil.example',
      'http://shop.example',
      'null',
      `${shop}:444`
    ]) {
      const { status, headers } = await call(clinic, 'POST', '/token', as(origin))
      expect(status, origin).toBe(403)
      expect(headers.get('access-control-allow-origin')).toBeNull()
    }
  })

  test('open a stream only when listed or our own', async () => {
    const page = await openPage(clinic)
    const opens = (origin: string) =>
      new Promise<boolean>(resolve => {
        const socket = new WebSocket(page.started.json.streamUrl, { origin })
        socket.on('error', () => resolve(false))
        socket.on('open', () => {
          socket.close()
          resolve(true)
        })
      })
    expect(await opens('https://evil.example')).toBe(false)
    expect(await opens(shop)).toBe(true)
    expect(await opens(clinic.url)).toBe(true)
  })

  test('are told so before they ask', async () => {
    const { status, headers } = await call(clinic, 'OPTIONS', '/v3/directline/conversations', as(shop))
    expect(status).toBe(204)
    expect(headers.get('access-control-allow-origin')).toBe(shop)
    expect(headers.get('access-control-allow-headers')).toContain('authorization')
    expect(
      (await call(clinic, 'OPTIONS', '/token', as('https://evil.example'))).headers.get('access-control-allow-origin')
    ).toBeNull()
  })
})

test('too much at once is told when to come again', async () => {
  const wide = { points: 1000, seconds: 60 }
  const rates = {
    tokens: { points: 2, seconds: 60 },
    calls: wide,
    messages: { points: 3, seconds: 2 },
    channels: { points: 1, seconds: 60 },
    turns: wide
  }
  const small = await openClinic({ server: { limits: createMemoryLimits(rates) } })
  const page = await openPage(small)
  const other = await openPage(small)
  const answers = [await page.say('1'), await page.say('2'), await page.say('3'), await page.say('4')]
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 429])
  expect(answers[3]?.headers.get('retry-after')).toBe('2')
  expect((await other.say('1')).status).toBe(200)
  const late = await call(small, 'POST', '/token')
  expect([late.status, late.json.error.code]).toEqual([429, 'TooManyRequests'])
  expect(Number(late.headers.get('retry-after'))).toBeGreaterThan(50)
  expect((await call(small, 'POST', '/api/messages', { body: {} })).status).toBe(403)
  expect((await call(small, 'POST', '/api/messages', { body: {} })).status).toBe(429)
  await expect.poll(async () => (await page.say('5')).status, { timeout: 5000, interval: 300 }).toBe(200)
  await small.close()
})

test('a stranger cannot use up what a conversation may send', async () => {
  const page = await openPage(clinic)
  const stranger = await openPage(clinic)
  for (let call_ = 0; call_ < 40; call_++)
    expect((await call(clinic, 'POST', `${page.at}/activities`, { as: stranger.token, body: {} })).status).toBe(403)
  expect((await page.say('still here')).status).toBe(200)
})

describe('when the store fails', () => {
  test('a page gets an honest 503, hears the safety line on its stream, and goes on when the store is back', async () => {
    const fault = { now: false }
    const broken = await openClinic({ fault })
    const page = await openPage(broken)
    const heard: string[] = []
    const socket = new WebSocket(page.started.json.streamUrl)
    socket.on('message', data =>
      heard.push(...JSON.parse(String(data)).activities.map(({ text }: { text: string }) => text))
    )
    await expect.poll(() => heard).toEqual(['Welcome'])

    fault.now = true
    const { status, json } = await page.say('canary: I cannot feel my legs', { channelData: { clientActivityID: 'x' } })
    expect([status, json.error.message]).toEqual([503, safetyLine])
    expect((await call(broken, 'GET', '/readyz')).status).toBe(503)
    await expect.poll(() => heard).toContain(safetyLine)
    fault.now = false
    expect((await call(broken, 'GET', '/readyz')).status).toBe(200)
    expect((await page.say('again', { channelData: { clientActivityID: 'x' } })).status).toBe(200)
    await expect.poll(() => heard).toEqual(['Welcome', safetyLine, 'again', '2: again'])
    expect(broken.logged.join('')).not.toContain('canary')
    socket.close()
    await broken.close()
  })

  test('a core that throws is answered by the safety line, kept like any answer', async () => {
    const broken = await openClinic({
      respond: () => {
        throw new Error('canary')
      }
    })
    const page = await openPage(broken)
    expect((await page.say('help')).status).toBe(200)
    const { json } = await page.read()
    expect(json.activities.map(({ text }: { text: string }) => text)).toEqual([safetyLine, 'help', safetyLine])
    expect(broken.logged.join('')).not.toContain('canary')
    await broken.close()
  })
})
