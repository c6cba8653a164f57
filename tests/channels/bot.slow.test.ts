import { EventEmitter, once as next } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Activity, TestAdapter } from 'botbuilder'
import { afterAll, describe, expect, test } from 'vitest'
import { createBot } from '../../src/channels/bot.js'
import type { Respond } from '../../src/domain/respond.js'
import { createLog } from '../../src/operations/log.js'
import { createSqliteStore } from '../../src/storage/sqlite.js'
import type { Store } from '../../src/storage/store.js'
import { testLifetimes } from '../storage/writing.js'
import { echo, reply } from './echo.js'

const folder = mkdtempSync(join(tmpdir(), 'bot-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
let files = 0

const safetyLine = 'Call 999 in an emergency.'
const now = Date.UTC(2026, 0, 5, 9)

/** A bot on botbuilder's own test adapter, over a real SQLite file. */
function openBot({
  respond = echo,
  wrap = (store: Store) => store,
  channelId = 'msteams',
  patience = { typing: 1000, answer: 12_000 },
  delivery = { patience: 300, grace: 30 },
  file = join(folder, `${++files}.db`)
} = {}) {
  const logged: string[] = []
  const log = createLog('debug', { write: line => void logged.push(line) })
  const store = createSqliteStore(file, testLifetimes)
  const bot = createBot({ respond, store: wrap(store), log, clock: () => now, safetyLine, patience, delivery })
  const adapter = new TestAdapter(context => bot.run(context), { channelId })
  const say = async (activity: Partial<Activity> | string) => {
    const before = adapter.activeQueue.length
    await adapter.receiveActivity(activity)
    return adapter.activeQueue.slice(before).map(({ text }) => text)
  }
  return { adapter, bot, say, store, file, logged }
}

test('a message is answered with what came before in mind', async () => {
  const { say } = openBot()
  expect(await say('hello')).toEqual(['1: hello'])
  expect(await say('again')).toEqual(['2: again'])
})

test('a reply is dressed for its channel', async () => {
  const teams = openBot()
  await teams.say('x')
  expect(teams.adapter.activeQueue[0]?.attachments).toHaveLength(1)
  const sms = openBot({ channelId: 'sms' })
  expect(await sms.say('x')).toEqual(['1: x\n\n1. Book'])
})

test('somebody who comes is welcomed', async () => {
  const { say } = openBot()
  expect(await say({ type: 'conversationUpdate', membersAdded: [{ id: 'anna', name: '' }] })).toEqual(['Welcome'])
  expect(await say({ type: 'conversationUpdate', membersAdded: [{ id: 'bot', name: '' }] })).toEqual([])
})

test('a second delivery of the same activity is not answered, not even when five come at once', async () => {
  const { say, adapter } = openBot()
  await say({ type: 'message', text: 'once', id: 'a1' })
  expect(await say({ type: 'message', text: 'once', id: 'a1' })).toEqual([])
  await Promise.all(
    Array.from({ length: 5 }, () => adapter.receiveActivity({ type: 'message', text: 'twice', id: 'a2' }))
  )
  expect(adapter.activeQueue.map(({ text }) => text)).toEqual(['1: once', '2: twice'])
})

test('50 messages at once are 50 turns, each with the state of the one before', async () => {
  const { adapter } = openBot()
  await Promise.all(Array.from({ length: 50 }, (_, index) => adapter.receiveActivity(`m${index}`)))
  const counts = adapter.activeQueue.map(({ text }) => Number.parseInt(text ?? '', 10))
  expect(counts).toEqual(Array.from({ length: 50 }, (_, index) => index + 1))
})

test('two bots on one database take turns too: a stale turn is worked out again', async () => {
  const first = openBot()
  const other = createSqliteStore(first.file, testLifetimes)
  const log = createLog('silent')
  const bot = createBot({ respond: echo, store: other, log, clock: () => now, safetyLine })
  const second = new TestAdapter(context => bot.run(context), { channelId: 'msteams' })
  await Promise.all(
    Array.from({ length: 20 }, (_, index) =>
      (index % 2 ? first.adapter : second).receiveActivity({ type: 'message', text: 'm', id: `m${index}` })
    )
  )
  const counts = [...first.adapter.activeQueue, ...second.activeQueue].map(({ text }) =>
    Number.parseInt(text ?? '', 10)
  )
  expect(counts.sort((a, b) => a - b)).toEqual(Array.from({ length: 20 }, (_, index) => index + 1))
  await other.close()
})

test('another channel’s conversation of the same name is another conversation', async () => {
  const { bot, say } = openBot()
  await say('x')
  const sms = new TestAdapter(context => bot.run(context), { channelId: 'sms' })
  await sms.receiveActivity('y')
  expect(sms.activeQueue[0]?.text).toContain('1: y')
})

const quiet: Respond = (turn, conversation) => {
  const outcome = echo(turn, conversation)
  return { ...outcome, reply: reply({ text: 'The clinic says' }) }
}

const throwing: Respond = () => {
  throw new Error('canary')
}

test('a core that throws: the safety line, the state untouched, no words in the log', async () => {
  const { say, logged } = openBot({ respond: throwing })
  expect(await say('canary')).toEqual([safetyLine])
  expect(logged.join('')).toContain('respond-failed')
  expect(logged.join('')).not.toContain('canary')
})

test('a store that fails: the safety line, and an answer again when it is back', async () => {
  let broken = true
  const wrap = (store: Store): Store => ({
    ...store,
    commit: change => (broken ? Promise.reject(new Error('canary: disk full')) : store.commit(change))
  })
  const { say, logged } = openBot({ wrap })
  expect(await say({ type: 'message', text: 'canary', id: 'a1' })).toEqual([safetyLine])
  broken = false
  expect(await say({ type: 'message', text: 'back', id: 'a1' })).toEqual(['1: back'])
  expect(logged.join('')).not.toContain('canary')
})

test('a store that fails under an emergency: its own advice all the same', async () => {
  const urgent: Respond = (turn, conversation) => {
    const said = echo(turn, conversation)
    return turn.utterance.text === 'help' ? { ...said, reply: { ...said.reply, urgency: 'emergency' } } : said
  }
  const wrap = (store: Store): Store => ({ ...store, read: () => Promise.reject(new Error('gone')) })
  const { say } = openBot({ respond: urgent, wrap, channelId: 'sms' })
  expect((await say('help'))[0]).toMatch(/^1: help/)
  expect(await say('hello')).toEqual([safetyLine])
})

test('what the journal keeps is the decision, not the words', async () => {
  const { say, store, file } = openBot()
  await say('canary words')
  await store.close()
  const { readFileSync } = await import('node:fs')
  const bytes = readFileSync(file, 'latin1')
  expect(bytes).toContain('echo')
  expect(bytes).not.toContain('canary')
})

test('"forget me" leaves nothing of the conversation: not in the rows, not in the file', async () => {
  const { say, store, file } = openBot()
  await say({ type: 'message', text: 'canary words', id: 'a1' })
  expect(await say({ type: 'message', text: 'forget me', id: 'a2' })).toEqual(['2: forget me'])
  expect(await say({ type: 'message', text: 'forget me', id: 'a2' })).toEqual([])
  expect(await say('again')).toEqual(['1: again'])
  await store.close()
  const { readFileSync } = await import('node:fs')
  expect(readFileSync(file, 'latin1')).not.toContain('canary')
})

test('activities that are nothing to us are passed over in silence', async () => {
  const { say } = openBot()
  for (const type of ['typing', 'event', 'endOfConversation', 'messageDelete', 'trace', 'command', 'somethingNew']) {
    expect(await say({ type }), type).toEqual([])
  }
})

test('an installation and the news of who came are one welcome', async () => {
  const { say } = openBot()
  expect(await say({ type: 'installationUpdate', action: 'add', id: 'i1' })).toEqual(['Welcome'])
  expect(await say({ type: 'conversationUpdate', id: 'i2', membersAdded: [{ id: 'anna', name: '' }] })).toEqual([])
})

test('a corrected message is answered once more, a second delivery of the correction is not', async () => {
  const { say } = openBot()
  await say({ type: 'message', text: 'I can feel my legs', id: 'a1' })
  const edit = { type: 'messageUpdate', text: 'I can’t feel my legs', id: 'a1', timestamp: new Date(5) }
  expect(await say(edit)).toEqual(['2: I can’t feel my legs'])
  expect(await say(edit)).toEqual([])
})

test('every invoke is answered with 200, a thumb is a turn too', async () => {
  const { adapter } = openBot()
  const invoke = async (activity: object) => {
    const before = adapter.activeQueue.length
    await adapter.receiveActivity({ type: 'invoke', ...activity })
    return adapter.activeQueue.slice(before).map(({ type, text, value }) => text ?? { type, value })
  }
  const ok = { type: 'invokeResponse', value: { status: 200 } }
  const value = { actionName: 'feedback', actionValue: { reaction: 'like', feedback: '{}' } }
  expect(await invoke({ name: 'message/submitAction', id: 'i1', value })).toEqual(['1: 👍', ok])
  expect(await invoke({ name: 'message/submitAction', id: 'i1', value })).toEqual([ok])
  for (const name of ['signin/verifyState', 'application/search', 'composeExtension/query', undefined])
    expect(await invoke({ name })).toEqual([ok])
})

test('who waits sees that we are typing; who waits too long is given the safety line', async () => {
  const held = { now: true }
  const wrap = (store: Store): Store => ({
    ...store,
    commit: change => (held.now ? new Promise(() => {}) : store.commit(change))
  })
  const { adapter, say } = openBot({ wrap, patience: { typing: 400, answer: 1000 } })
  await adapter.receiveActivity('hello')
  expect(adapter.activeQueue.map(({ type, text }) => text ?? type)).toEqual(['typing', safetyLine])
  held.now = false
  expect(await say('again')).toEqual(['1: again'])
})

test('"typing" that fails when its turn is over is a line in the log', async () => {
  const channel = new EventEmitter()
  const typing = next(channel, 'typing')
  const goesAway = next(channel, 'goes away')
  const wrap = (store: Store): Store => ({ ...store, commit: change => typing.then(() => store.commit(change)) })
  const { adapter, logged } = openBot({ wrap, patience: { typing: 10, answer: 12_000 } })
  between(adapter, async ([activity]) => {
    if (activity?.type !== 'typing') return
    channel.emit('typing')
    await goesAway
    throw new Error('the channel is away')
  })
  await adapter.receiveActivity('hello')
  expect(logged.join('')).not.toContain('typing-not-sent')
  channel.emit('goes away')
  await expect.poll(() => logged.join('')).toContain('typing-not-sent')
})

test('in a group a reply names nobody and repeats nothing', async () => {
  const { adapter } = openBot({ respond: quiet })
  const conversation = { id: 'g', isGroup: true, name: 'Staff', conversationType: 'groupChat', tenantId: 't' }
  await adapter.receiveActivity({
    type: 'message',
    text: '<at>Ask</at> canary: my back hurts',
    entities: [{ type: 'mention', text: '<at>Ask</at>', mentioned: { id: 'bot', name: 'Ask' } }],
    from: { id: '29:anna', name: 'Anna Canary' },
    conversation
  })
  const { text, entities, attachments } = adapter.activeQueue[0]!
  expect(JSON.stringify([text, entities, attachments])).not.toMatch(/canary|29:anna/i)
})

/** Puts something between the bot and its channel: it may throw, or never come back. */
function between(adapter: TestAdapter, work: (activities: Partial<Activity>[]) => unknown) {
  const send = adapter.sendActivities.bind(adapter)
  adapter.sendActivities = async (context, activities) => {
    await work(activities)
    return send(context, activities)
  }
}
const refuse = (statusCode: number) => {
  throw Object.assign(new Error('canary: no'), { statusCode })
}
const once = { type: 'message', text: 'once', id: 'a1' }
const notDelivered = { status: 503, code: 'NotDelivered' }

describe('an answer that its channel does not take', () => {
  test('is sent when the activity comes again, once; the turn is not taken anew', async () => {
    const { adapter, say, store, logged } = openBot()
    let away = true
    between(adapter, () => away && refuse(502))
    await expect(say(once)).rejects.toMatchObject(notDelivered)
    await expect(say(once)).rejects.toMatchObject(notDelivered)
    away = false
    expect(await say(once)).toEqual(['1: once'])
    expect(adapter.activeQueue.at(-1)?.attachments).toHaveLength(1)
    expect(await say(once)).toEqual([])
    expect(await say('next')).toEqual(['2: next'])
    expect(await store.undelivered('msteams:Convo1', 'a1', now)).toBeUndefined()
    expect(logged.join('')).not.toContain('canary')
  })

  test('is kept for its own conversation alone, and other messages are answered in between', async () => {
    const { adapter, say } = openBot()
    let away = true
    between(adapter, () => away && refuse(500))
    await expect(say(once)).rejects.toMatchObject(notDelivered)
    away = false
    expect(await say({ ...once, conversation: { id: 'other' } as never })).toEqual(['1: once'])
    expect(await say({ ...once, id: 'a2', text: 'two' })).toEqual(['2: two'])
    expect(await say(once)).toEqual(['1: once'])
  })

  test('for too long: 503 in time, and it is sent again', async () => {
    const { adapter, say } = openBot()
    let hung = true
    between(adapter, () => hung && new Promise(() => {}))
    await expect(say(once)).rejects.toMatchObject(notDelivered)
    hung = false
    expect(await say(once)).toEqual(['1: once'])
  })

  test('because a replica died between writing and sending: another one sends it', async () => {
    const first = openBot()
    between(first.adapter, () => new Promise(() => {}))
    void first.adapter.receiveActivity(once).catch(() => {})
    await expect.poll(() => first.store.undelivered('msteams:Convo1', 'a1', now)).toBeDefined()
    const second = openBot({ file: first.file })
    expect(await second.say(once)).toEqual(['1: once'])
    expect(await second.say(once)).toEqual([])
  })

  test('while another replica is at sending it: that one is given its time', async () => {
    const first = openBot()
    let take = () => {}
    between(first.adapter, () => new Promise<void>(resolve => (take = resolve)))
    const sending = first.say(once)
    await expect.poll(() => first.store.undelivered('msteams:Convo1', 'a1', now)).toBeDefined()
    const second = openBot({ file: first.file, delivery: { patience: 300, grace: 200 } })
    setTimeout(() => take(), 50)
    expect(await second.say(once)).toEqual([])
    expect(await sending).toEqual(['1: once'])
  })

  test('because of its card: the words alone are sent, with 999 in them', async () => {
    const urgent: Respond = (turn, conversation) => {
      const outcome = echo(turn, conversation)
      return { ...outcome, reply: { ...outcome.reply, urgency: 'emergency', text: 'Call 999 now.' } }
    }
    const { adapter, say } = openBot({ respond: urgent })
    between(adapter, activities => activities.some(({ attachments }) => attachments) && refuse(400))
    expect(await say(once)).toEqual(['Call 999 now.'])
    expect(await say(once)).toEqual([])
  })

  test('and never will (somebody blocked us): it is given up, and the channel need not come again', async () => {
    const { adapter, say, store } = openBot()
    between(adapter, () => refuse(403))
    expect(await say(once)).toEqual([])
    expect(await store.undelivered('msteams:Convo1', 'a1', now)).toBeUndefined()
  })

  test('when our memory fails too: 503 for the message, which is taken when it comes again', async () => {
    let broken = true
    const wrap = (store: Store): Store => ({
      ...store,
      read: (id, at) => (broken ? Promise.reject(new Error('gone')) : store.read(id, at))
    })
    const { adapter, say } = openBot({ wrap })
    between(adapter, () => broken && refuse(503))
    await expect(say(once)).rejects.toMatchObject(notDelivered)
    broken = false
    expect(await say(once)).toEqual(['1: once'])
  })
})
