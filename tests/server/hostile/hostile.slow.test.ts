import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTokens } from '../../../src/channels/directline/token.js'
import { type Attacked, openAttacked, secret } from './attacked.js'
import { readCorpus } from './corpus.js'
import { send } from './socket.js'

const corpus = readCorpus()
/** What only we may see: places in our code, names of libraries' errors, files. */
const inner = /node_modules|\bat [\w.<>]+ \(|[a-z]+Error\b(?!":)|\/src\/|\.ts:\d|root:|PRIVATE|evil\.example/
let clinic: Attacked
let words: Record<string, string>
let port: number

const post = async (path: string, token = '', origin?: string) => {
  const headers = { authorization: `Bearer ${token}`, ...(origin ? { origin } : {}) }
  const response = await fetch(clinic.url + path, { method: 'POST', headers })
  return (await response.json()) as Record<string, string>
}

async function openConversation(origin?: string) {
  const { token = '', conversationId = '' } = await post('/token', '', origin)
  const { streamUrl = '' } = await post('/v3/directline/conversations', token, origin)
  return { id: conversationId, token, stream: new URL(streamUrl).searchParams.get('t') ?? '' }
}

beforeAll(async () => {
  clinic = await openAttacked()
  port = Number(new URL(clinic.url).port)
  const [own, other, shop] = [
    await openConversation(),
    await openConversation(),
    await openConversation('https://shop.example')
  ]
  const { issuer } = clinic
  const holder = { conversation: own.id, user: 'dl_x', origin: null }
  words = {
    ...own,
    other: other.id,
    otherToken: other.token,
    otherStream: other.stream,
    shopToken: shop.token,
    expired: createTokens(secret).sign('conversation', holder, Date.now() - 7_200_000, 1800),
    secret,
    serviceUrl: issuer.serviceUrl,
    teams: issuer.token(),
    forged: issuer.forged(),
    none: issuer.unsigned()
  }
}, 180_000)
afterAll(() => clinic?.close())

test('the corpus is large enough', () => expect(corpus.length).toBeGreaterThanOrEqual(150))

test.each(corpus)('$name', async ({ write, hangUp, gives }) => {
  const { status, text } = await send(port, write(words), { hangUp })
  expect(gives, text.slice(0, 300)).toContain(status)
  expect(text).not.toMatch(inner)
  expect(text).not.toMatch(/^server:/im)
  if (status !== 'closed' && status >= 400 && /^x-content-type-options/im.test(text))
    expect(text).toMatch(/"message":".{10,}\."\}|<!doctype html>|content-length: 0/i)
})

test('after all of that: alive, nobody else was called, nothing of one conversation in another', async () => {
  expect(clinic.alive()).toBe(true)
  const { reached } = await clinic.look()
  const issuer = new URL(clinic.issuer.url).host
  expect(reached.filter(address => address !== issuer)).toEqual([])
  const headers = { authorization: `Bearer ${words.otherToken}` }
  const read = await fetch(`${clinic.url}/v3/directline/conversations/${words.other}/activities`, { headers })
  expect(((await read.json()) as { activities: unknown[] }).activities).toHaveLength(1)
})
