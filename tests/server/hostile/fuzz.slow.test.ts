import { randomInt } from 'node:crypto'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Attacked, openAttacked } from './attacked.js'

// `npm run fuzz` sends 100,000.
const runs = Number(process.env.FUZZ_RUNS ?? 5000)
const seed = Number(process.env.FUZZ_SEED ?? randomInt(2 ** 31))
const atOnce = 16
const batch = 500

const odd = fc.constantFrom(
  ...[
    '',
    '\u0000',
    '\ud800',
    '__proto__',
    'constructor',
    '<at>x</at>',
    '&nbsp;',
    '(((',
    '\u202e',
    '👍',
    'x'.repeat(4000),
    '../../etc'
  ],
  ...[null, true, -1, 1e308, [], {}, [[]], { id: {} }]
)
const anything = fc.oneof(odd, fc.string({ unit: 'binary', maxLength: 60 }), fc.jsonValue({ maxDepth: 3 }))
/** Half-way between what channels send and nonsense: with some twenty fields every second activity is whole. */
const mostly = <Value>(usual: fc.Arbitrary<Value>) =>
  fc.oneof({ weight: 30, arbitrary: usual as fc.Arbitrary<unknown> }, { weight: 1, arbitrary: anything })
const known = [
  'my',
  'back',
  'cannot',
  'feel',
  'how',
  'often',
  'massage',
  'no',
  'yes',
  '2',
  '999',
  'legs',
  'book',
  '?',
  '\n'
]
const words = fc.array(fc.constantFrom(...known), { maxLength: 30 }).map(list => list.join(' '))
const text = fc.oneof(words, fc.string({ unit: 'binary', maxLength: 300 }), fc.constantFrom('', '\ud800', '<at>x</at>'))
const some = (fields: Record<string, fc.Arbitrary<unknown>>) =>
  fc.array(fc.record(fields, { requiredKeys: [] }), { maxLength: 4 })
const types = [
  ...['message', 'message', 'message', 'conversationUpdate', 'messageReaction', 'messageUpdate', 'invoke'],
  ...['installationUpdate', 'event', 'typing', 'endOfConversation', 'toString', 'trace']
]
const thumb = fc.record({ reaction: fc.constantFrom('like', 'dislike'), feedback: anything })

const activities = fc.record(
  {
    type: mostly(fc.constantFrom(...types)),
    text: mostly(text),
    id: mostly(fc.uuid()),
    channelId: mostly(fc.constantFrom('msteams', 'webchat')),
    locale: mostly(fc.constantFrom('en', 'en-GB', 'cy', 'xx-XX-xx')),
    timestamp: mostly(fc.constantFrom('2026-01-05T09:00:00Z', 'yesterday')),
    name: mostly(fc.constantFrom('message/submitAction', 'adaptiveCard/action', 'signin/verifyState')),
    action: fc.oneof(fc.constantFrom('add', 'remove'), anything),
    from: mostly(fc.constant({ id: '29:anna' })),
    recipient: mostly(fc.constant({ id: '28:bot' })),
    entities: mostly(some({ type: fc.constant('mention'), mentioned: anything, text: anything })),
    attachments: mostly(some({ contentType: anything, content: anything })),
    value: fc.oneof(
      fc.record({ actionName: fc.constant('feedback'), actionValue: thumb }),
      fc.record({ msteams: fc.record({ type: fc.constant('imBack'), value: anything }) }),
      anything
    ),
    membersAdded: mostly(some({ id: fc.uuid(), name: fc.string() })),
    reactionsAdded: mostly(some({ type: anything })),
    channelData: mostly(fc.record({ clientActivityID: anything, eventType: anything })),
    replyToId: mostly(fc.uuid()),
    suggestedActions: anything,
    locationOfNobody: anything
  },
  { requiredKeys: ['type'] }
)

let clinic: Attacked
beforeAll(async () => {
  clinic = await openAttacked()
}, 180_000)
afterAll(() => clinic?.close())

async function post(path: string, token: string, body: string) {
  const headers = { 'content-type': 'application/json', authorization: `Bearer ${token}` }
  const response = await fetch(clinic.url + path, { method: 'POST', headers, body })
  return { status: response.status, text: await response.text() }
}

async function openPage() {
  const { token, conversationId } = JSON.parse((await post('/token', '', '')).text)
  await post('/v3/directline/conversations', token, '')
  return { token, teams: clinic.issuer.token(), path: `/v3/directline/conversations/${conversationId}/activities` }
}

type Page = Awaited<ReturnType<typeof openPage>>

/** One activity to Teams' door (the replies in the answer: nobody may be called) or to a page's conversation. */
async function attack(given: object, index: number, page: Page) {
  if (index % 2) return post(page.path, page.token, JSON.stringify(given))
  const { serviceUrl } = clinic.issuer
  const forced = { serviceUrl, conversation: { id: `c${index % 50}` }, deliveryMode: 'expectReplies' }
  return post('/api/messages', page.teams, JSON.stringify({ ...given, ...forced }))
}

test(`${runs} activities (seed ${seed}): no crash, no 5xx, nobody called, memory given back`, {
  timeout: 60_000 + runs * 60
}, async () => {
  const counts = new Map<number, number>()
  // What a process takes once, for code and caches, is no leak: it is measured from a tenth of the way on.
  const warm = Math.floor(runs / 10 / batch) * batch
  let base = { memory: 0, heap: 0 }
  for (let sent = 0; sent < runs; sent += batch) {
    const page = await openPage()
    const list = fc.sample(activities, { numRuns: Math.min(batch, runs - sent), seed: seed + sent })
    let next = 0
    const worker = async () => {
      while (next < list.length) {
        const index = next++
        const given = list[index]!
        const { status, text } = await attack(given, index, page)
        counts.set(status, (counts.get(status) ?? 0) + 1)
        if (![200, 400, 401, 404].includes(status)) expect.fail(`${status} ${text} for ${JSON.stringify(given)}`)
        expect(text).not.toMatch(/node_modules|\bat [\w.<>]+ \(|\.ts:\d/)
      }
    }
    await Promise.all(Array.from({ length: atOnce }, worker))
    if (sent % 10_000 === 0 || sent === warm) {
      const look = await clinic.look()
      if (sent === warm) base = look
      console.log(
        `after ${sent + list.length}: ${look.memory.toFixed(0)} MB, of them ${look.heap.toFixed(0)} MB of objects`
      )
    }
  }
  const { memory, heap, reached } = await clinic.look()
  console.log(
    `answers ${JSON.stringify(Object.fromEntries(counts))}; memory ${base.memory.toFixed(0)} -> ${memory.toFixed(0)} MB`
  )
  expect(clinic.alive()).toBe(true)
  expect(reached.filter(address => address !== new URL(clinic.issuer.url).host)).toEqual([])
  // The collector gives pages back a while after it has emptied them.
  const grown = async () => (await clinic.look()).memory - base.memory
  await expect.poll(grown, { timeout: 30_000, interval: 1000 }).toBeLessThan(50)
  expect(heap - base.heap).toBeLessThan(20)
})
