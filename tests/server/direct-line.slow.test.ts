import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { WebSocket } from 'ws'
import { type Clinic, call, openClinic, openPage, secret } from './fake-clinic.js'

let clinic: Clinic
beforeAll(async () => {
  clinic = await openClinic()
})
afterAll(() => clinic.close())

const texts = (json: { activities: { text: string }[] }) => json.activities.map(({ text }) => text)

/** Opens a stream and collects its frames. */
function listen(url: string) {
  const socket = new WebSocket(url)
  const frames: { activities: { text: string; id: string }[]; watermark: string }[] = []
  const waiting: (() => void)[] = []
  socket.on('message', data => {
    frames.push(JSON.parse(String(data)))
    for (const wake of waiting.splice(0)) wake()
  })
  const closed = new Promise<number>(resolve => socket.on('close', resolve))
  const opened = new Promise<boolean>(resolve => {
    socket.on('open', () => resolve(true))
    socket.on('error', () => resolve(false))
  })
  const heard = () => frames.flatMap(frame => texts(frame))
  return {
    socket,
    frames,
    closed,
    opened,
    heard,
    async until(count: number) {
      while (heard().length < count) await new Promise<void>(resolve => waiting.push(resolve))
      return heard()
    }
  }
}

describe('a conversation', () => {
  test('begins with a welcome, once', async () => {
    const page = await openPage(clinic)
    expect(page.started.status).toBe(201)
    expect(page.started.json).toMatchObject({ conversationId: page.id, expires_in: 1800 })
    const again = await call(clinic, 'POST', '/v3/directline/conversations', { as: page.token })
    expect(again.status).toBe(200)
    const { json } = await page.read()
    expect(texts(json)).toEqual(['Welcome'])
    expect(json.watermark).toBe('1')
  })

  test('begins with one welcome though two calls come at once', async () => {
    const { json } = await call(clinic, 'POST', '/token')
    const start = () => call(clinic, 'POST', '/v3/directline/conversations', { as: json.token })
    const answers = await Promise.all([start(), start(), start()])
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 200, 201])
    const list = await call(clinic, 'GET', `/v3/directline/conversations/${json.conversationId}/activities`, {
      as: json.token
    })
    expect(texts(list.json)).toEqual(['Welcome'])
  })

  test('is forgotten when the visitor says so, and goes on under the same token', async () => {
    const page = await openPage(clinic)
    await page.say('canary')
    expect(texts((await page.read()).json)).toEqual(['Welcome', 'canary', '2: canary'])
    await page.say('forget me')
    const { json } = await page.read()
    expect(texts(json)).toEqual(['forget me', '3: forget me'])
    expect(json.watermark).toBe('5')
    await page.say('again')
    expect(texts((await page.read('5')).json)).toEqual(['again', '1: again'])
  })

  test('gives each message an id, echoes it and answers it', async () => {
    const page = await openPage(clinic)
    const { status, json } = await page.say('hello', { locale: 'en-GB', channelData: { clientActivityID: 'x1' } })
    expect(status).toBe(200)
    expect(json).toEqual({ id: `${page.id}|0000002` })
    const after = (await page.read('1')).json
    expect(after.watermark).toBe('3')
    const [question, answer] = after.activities
    expect(question).toMatchObject({
      id: json.id,
      text: 'hello',
      from: { id: page.user, role: 'user' },
      channelData: { clientActivityID: 'x1' }
    })
    expect(answer).toMatchObject({
      text: '2: hello',
      replyToId: json.id,
      from: { role: 'bot' },
      conversation: { id: page.id }
    })
    expect(answer.channelData.reply.text).toBe('2: hello')
    expect(answer.suggestedActions.actions).toEqual([{ type: 'imBack', title: 'Book', value: 'Book' }])
  })

  test('drops a repeated message and answers with the same id', async () => {
    const page = await openPage(clinic)
    const say = () => page.say('once', { channelData: { clientActivityID: 'same' } })
    const answers = await Promise.all([say(), say(), say(), say(), say()])
    expect(new Set(answers.map(({ json }) => json.id)).size).toBe(1)
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200])
    expect(texts((await page.read()).json)).toEqual(['Welcome', 'once', '2: once'])
  })

  test('keeps 20 messages that come at once in order, none lost, each with the state of the one before', async () => {
    const page = await openPage(clinic)
    await Promise.all(Array.from({ length: 20 }, (_, index) => page.say(`m${index}`)))
    const answers = texts((await page.read()).json).filter(text => /^\d+:/.test(text))
    expect(answers.map(text => Number.parseInt(text, 10))).toEqual(Array.from({ length: 20 }, (_, index) => index + 2))
  })

  test('takes events and typing without a turn', async () => {
    const page = await openPage(clinic)
    expect((await page.say('', { type: 'event', name: 'webchat/join' })).status).toBe(200)
    expect((await page.say('', { type: 'typing' })).status).toBe(200)
    expect((await page.say('', { type: 'conversationUpdate', membersAdded: [{ id: 'x' }] })).status).toBe(200)
    const { json } = await page.read()
    expect(json.activities.map(({ type }: { type: string }) => type)).toEqual([
      'message',
      'event',
      'conversationUpdate'
    ])
  })

  test('does not let a page say who it is', async () => {
    const page = await openPage(clinic)
    await page.say('hi', {
      from: { id: 'bot', role: 'bot', name: 'Forged' },
      conversation: { id: 'other' },
      timestamp: '1999-01-01'
    })
    const [, question] = (await page.read()).json.activities
    expect(question.from).toEqual({ id: page.user, name: '', role: 'user' })
    expect(question.conversation.id).toBe(page.id)
    expect(question.timestamp).not.toContain('1999')
  })

  test('refuses files cleanly', async () => {
    const page = await openPage(clinic)
    const { status, json } = await call(clinic, 'POST', `${page.at}/upload?userId=x`, {
      as: page.token,
      body: 'x'.repeat(100_000)
    })
    expect(status).toBe(415)
    expect(json.error.message).toContain('write your question')
  })

  test('is over when it was erased', async () => {
    const page = await openPage(clinic)
    await clinic.store.erase(page.id)
    expect((await page.say('hi')).status).toBe(404)
    expect((await page.read()).status).toBe(404)
    expect((await call(clinic, 'GET', page.at, { as: page.token })).status).toBe(404)
  })

  test('refuses a watermark that is none of ours', async () => {
    const page = await openPage(clinic)
    expect((await page.read('abc')).status).toBe(400)
    expect((await page.read("1'--")).status).toBe(400)
  })
})

describe('a stream', () => {
  test('brings the welcome and every message, with watermarks', async () => {
    const page = await openPage(clinic)
    const stream = listen(page.started.json.streamUrl)
    await stream.until(1)
    await page.say('one')
    await page.say('two')
    expect(await stream.until(5)).toEqual(['Welcome', 'one', '2: one', 'two', '3: two'])
    expect(stream.frames.at(-1)?.watermark).toBe('5')
    stream.socket.send('')
    stream.socket.close()
    await stream.closed
  })

  test('goes on from a watermark after a break', async () => {
    const page = await openPage(clinic)
    await page.say('while away')
    const { status, json } = await call(clinic, 'GET', `${page.at}?watermark=1`, { as: page.token })
    expect(status).toBe(200)
    const stream = listen(json.streamUrl)
    expect(await stream.until(2)).toEqual(['while away', '2: while away'])
    stream.socket.close()
  })

  test('is one for a conversation: a newer one closes the older', async () => {
    const page = await openPage(clinic)
    const first = listen(page.started.json.streamUrl)
    await first.opened
    const second = listen(page.started.json.streamUrl)
    expect(await first.closed).toBe(4001)
    await page.say('x')
    expect(await second.until(3)).toContain('2: x')
    second.socket.close()
    await second.closed
    await expect.poll(() => clinic.directLine.streams.size()).toBe(0)
  })

  test('opens only with its own ticket and within 60 seconds', async () => {
    const page = await openPage(clinic)
    const other = await openPage(clinic)
    const url: string = page.started.json.streamUrl
    expect(await listen(url.replace(page.id, other.id)).opened).toBe(false)
    expect(await listen(url.replace(/t=.*/, `t=${page.token}`)).opened).toBe(false)
    expect(await listen(url.replace(/t=.*/, '')).opened).toBe(false)
    expect(await listen(url.replace('/stream', '/elsewhere')).opened).toBe(false)
    clinic.time.ahead += 61_000
    expect(await listen(url).opened).toBe(false)
  })
})

describe('a token', () => {
  test('opens its own conversation and no other, at any address', async () => {
    const mine = await openPage(clinic)
    const other = await openPage(clinic)
    const attempts = [
      call(clinic, 'GET', other.at, { as: mine.token }),
      call(clinic, 'GET', `${other.at}/activities`, { as: mine.token }),
      call(clinic, 'POST', `${other.at}/activities`, { as: mine.token, body: { type: 'message', text: 'hi' } }),
      call(clinic, 'POST', `${other.at}/upload`, { as: mine.token })
    ]
    for (const { status } of await Promise.all(attempts)) expect(status).toBe(403)
    expect(texts((await other.read()).json)).toEqual(['Welcome'])
    const resumed = await call(clinic, 'POST', '/token', { body: { conversationId: other.id, token: mine.token } })
    expect(resumed.json.conversationId).not.toBe(other.id)
  })

  test('is needed', async () => {
    const page = await openPage(clinic)
    expect((await call(clinic, 'GET', `${page.at}/activities`)).status).toBe(401)
    expect((await call(clinic, 'POST', '/v3/directline/conversations')).status).toBe(401)
    expect((await call(clinic, 'POST', '/v3/directline/tokens/refresh')).status).toBe(401)
  })

  test('cannot be forged', async () => {
    const page = await openPage(clinic)
    const [header, payload, signature] = page.token.split('.') as [string, string, string]
    const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
    const claims = JSON.parse(Buffer.from(payload, 'base64url').toString())
    const longer = encode({ ...claims, exp: claims.exp + 9999 })
    const forged = [
      `${header}.${longer}.${signature}`,
      `${encode({ alg: 'none', typ: 'JWT' })}.${payload}.`,
      `${encode({ alg: 'none', typ: 'JWT' })}.${payload}.${signature}`,
      `${header}.${payload}.`,
      `${header}.${payload}`,
      `${page.token}.x`,
      `${page.token}x`,
      'x',
      '..'
    ]
    for (const token of forged) {
      expect((await call(clinic, 'GET', `${page.at}/activities`, { as: token })).status, token).toBe(403)
    }
  })

  test('expires after 1,800 seconds; its page may then go on, within the retention', async () => {
    const page = await openPage(clinic)
    await page.say('before')
    clinic.time.ahead += 1_801_000
    const { status, json } = await page.say('late')
    expect(status).toBe(403)
    expect(json.error.code).toBe('TokenExpired')
    const resumed = await call(clinic, 'POST', '/token', { body: { conversationId: page.id, token: page.token } })
    expect(resumed.json).toMatchObject({ conversationId: page.id, userId: page.user, expires_in: 1800 })
    const list = await call(clinic, 'GET', `${page.at}/activities`, { as: resumed.json.token })
    expect(texts(list.json)).toEqual(['Welcome', 'before', '2: before'])
    clinic.time.ahead += 3_600_000
    const tooLate = await call(clinic, 'POST', '/token', {
      body: { conversationId: page.id, token: resumed.json.token }
    })
    expect(tooLate.json.conversationId).not.toBe(page.id)
  })

  test('is refreshed for the same conversation', async () => {
    const page = await openPage(clinic)
    const { json } = await call(clinic, 'POST', '/v3/directline/tokens/refresh', { as: page.token })
    expect(json).toMatchObject({ conversationId: page.id, expires_in: 1800 })
    expect((await call(clinic, 'GET', `${page.at}/activities`, { as: json.token })).status).toBe(200)
  })

  test('is generated by those who hold the secret, for a user they name', async () => {
    const body = { user: { id: 'dl_anna' } }
    const { status, json } = await call(clinic, 'POST', '/v3/directline/tokens/generate', { as: secret, body })
    expect(status).toBe(200)
    const started = await call(clinic, 'POST', '/v3/directline/conversations', { as: json.token })
    expect(started.status).toBe(201)
    const at = `/v3/directline/conversations/${json.conversationId}/activities`
    await call(clinic, 'POST', at, { as: json.token, body: { type: 'message', text: 'x', from: { id: 'dl_eve' } } })
    const list = await call(clinic, 'GET', at, { as: secret })
    expect(list.json.activities[1].from.id).toBe('dl_anna')
    const page = await openPage(clinic)
    expect((await call(clinic, 'POST', '/v3/directline/tokens/generate', { as: page.token })).status).toBe(403)
    expect((await call(clinic, 'POST', '/v3/directline/tokens/generate', { as: `${secret}x` })).status).toBe(403)
  })
})

test('nothing that is logged holds what people wrote or who they are', async () => {
  const page = await openPage(clinic)
  await page.say('canary words', { channelData: { clientActivityID: 'canary-id' } })
  const logged = clinic.logged.join('')
  expect(logged).toContain('"event":"turn"')
  for (const secretThing of ['canary', page.id, page.user, page.token]) expect(logged).not.toContain(secretThing)
})
