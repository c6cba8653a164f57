import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { WebSocket } from 'ws'
import { type Clinic, call, openClinic, openPage } from './fake-clinic.js'

// Every address that names a conversation, read from where they are written: a new one is tried without being listed here.
const source = readFileSync(new URL('../../src/server/routes.ts', import.meta.url), 'utf8')
const endpoints = [...source.matchAll(/(get|post)\(`\$\{conversations\}(\/:id[^`]*)`/g)].flatMap(([, method, path]) =>
  method === 'get' ? [`GET ${path}`, `HEAD ${path}`] : [`POST ${path}`]
)

let clinic: Clinic
let anna: Awaited<ReturnType<typeof openPage>>
let ben: typeof anna
beforeAll(async () => {
  clinic = await openClinic()
  anna = await openPage(clinic)
  ben = await openPage(clinic)
  await anna.say('a secret of Anna’s')
})
afterAll(() => clinic.close())

const heard = async () => (await anna.read()).json.activities.map(({ text }: { text: string }) => text)
const before = ['Welcome', 'a secret of Anna’s', '2: a secret of Anna’s']
const body = { type: 'message', text: 'Ben was here', from: { id: 'anna' }, conversation: { id: 'x' } }

test('there are addresses to try', () => expect(endpoints.length).toBeGreaterThanOrEqual(6))

test.each(endpoints)('%s opens for nobody but its own conversation', async endpoint => {
  const [method = '', path = ''] = endpoint.split(' ')
  const ticketOf = (page: typeof anna) => new URL(page.started.json.streamUrl).searchParams.get('t') ?? ''
  const of = (id: string) => `/v3/directline/conversations${path.replace(':id', id)}`
  for (const as of [ben.token, ticketOf(ben), ticketOf(anna), `${ben.token}.`, anna.token.slice(0, -1)])
    for (const query of ['', '?watermark=0', `?t=${anna.token}`, `?conversationId=${anna.id}`]) {
      const sent = { as, ...(method === 'POST' ? { body } : {}) }
      const { status, text } = await call(clinic, method, of(anna.id) + query, sent)
      expect(status).toBe(403)
      expect(text).not.toContain('secret')
    }
  // A name for the same place in other letters is no way round.
  for (const id of [
    `${anna.id}%20`,
    `%${anna.id.charCodeAt(0).toString(16)}${anna.id.slice(1)}`,
    `${ben.id}/../${anna.id}`
  ]) {
    const { text } = await call(clinic, method, of(id), { as: ben.token, ...(method === 'POST' ? { body } : {}) })
    expect(text).not.toContain('secret')
  }
  expect(await heard()).toEqual(before)
})

test('starting, refreshing and going on with a token stay in its own conversation, whatever the body says', async () => {
  const wishes = { conversationId: anna.id, conversation: { id: anna.id }, user: { id: anna.user } }
  const started = await call(clinic, 'POST', '/v3/directline/conversations', { as: ben.token, body: wishes })
  expect(started.json.conversationId).toBe(ben.id)
  const refreshed = await call(clinic, 'POST', '/v3/directline/tokens/refresh', { as: ben.token, body: wishes })
  expect([refreshed.json.conversationId, refreshed.json.userId]).toEqual([ben.id, ben.user])
  const resumed = await call(clinic, 'POST', '/token', { body: { conversationId: anna.id, token: ben.token } })
  expect(resumed.json.conversationId).not.toBe(anna.id)
  await ben.say('I am Anna', { from: { id: anna.user }, conversation: { id: anna.id } })
  const { activities } = (await ben.read()).json
  expect(activities.at(-2)).toMatchObject({ from: { id: ben.user }, conversation: { id: ben.id } })
  expect(await heard()).toEqual(before)
})

test('a stream gives nothing to the ticket of another, and nothing of another to its own', async () => {
  const of = (page: typeof anna) => page.started.json.streamUrl as string
  const open = (url: string) =>
    new Promise<string[]>(resolve => {
      const got: string[] = []
      const socket = new WebSocket(url)
      socket.on('message', data => got.push(String(data)))
      socket.on('error', () => resolve(['refused']))
      setTimeout(() => {
        socket.close()
        resolve(got)
      }, 300)
    })
  expect(await open(of(ben).replace(ben.id, anna.id))).toEqual(['refused'])
  expect(await open(of(anna).replace(anna.id, ben.id))).toEqual(['refused'])
  expect((await open(of(ben))).join('')).not.toContain('secret')
})
