import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { newConversation } from '../../src/domain/conversation.js'
import type { Store } from '../../src/storage/store.js'
import { change } from './writing.js'

const minute = 60_000
const { now: start } = change()

/** What every Store must do; run on each engine. */
export function describeStore(engine: string, open: () => Store | Promise<Store>): void {
  describe(`the ${engine} store`, () => {
    let store: Store
    beforeEach(async () => {
      store = await open()
    })
    afterEach(() => store.close())

    test('knows nothing of a conversation that nobody began', async () => {
      expect(await store.read('c1', start)).toBeUndefined()
      expect(await store.activities('c1', 0, start)).toEqual([])
      expect(await store.erase('c1')).toBe(false)
    })

    test('gives back the state it was given, with version and last sequence number', async () => {
      const state = { ...newConversation, locale: 'cy', lastEntries: ['a', 'b'], emergencyOpen: true }
      expect(await store.commit(change({ state, activities: ['"x"', '"y"'] }))).toEqual({ outcome: 'done', first: 1 })
      expect(await store.read('c1', start)).toEqual({ state, version: 1, last: 2 })
    })

    test('numbers activities in order and lists those after a number', async () => {
      await store.commit(change({ activities: ['"1"', '"2"'] }))
      expect(await store.commit(change({ expected: 1, activities: ['"3"'] }))).toEqual({ outcome: 'done', first: 3 })
      expect(await store.activities('c1', 1, start)).toEqual([
        { sequence: 2, body: '"2"' },
        { sequence: 3, body: '"3"' }
      ])
      expect(await store.activities('c1', 3, start)).toEqual([])
    })

    test('writes nothing when another turn came between', async () => {
      await store.commit(change({ activities: ['"1"'] }))
      const stale = change({ expected: 0, activities: ['"2"'], seen: 'a', state: { ...newConversation, locale: 'fr' } })
      expect(await store.commit(stale)).toEqual({ outcome: 'stale' })
      expect(await store.commit({ ...stale, expected: 2 })).toEqual({ outcome: 'stale' })
      expect(await store.read('c1', start)).toEqual({ state: newConversation, version: 1, last: 1 })
      expect(await store.commit({ ...stale, expected: 1 })).toEqual({ outcome: 'done', first: 2 })
    })

    test('lets exactly one of 50 turns that began together through', async () => {
      const outcomes = await Promise.all(
        Array.from({ length: 50 }, () => store.commit(change({ activities: ['"x"'] })))
      )
      expect(outcomes.filter(({ outcome }) => outcome === 'done')).toHaveLength(1)
      expect(outcomes.filter(({ outcome }) => outcome === 'stale')).toHaveLength(49)
    })

    test('drops an activity id that it has seen in this conversation, and says what it got', async () => {
      await store.commit(change({ activities: ['"welcome"'] }))
      const first = change({ expected: 1, seen: 'a1', activities: ['"q"', '"a"'] })
      expect(await store.commit(first)).toEqual({ outcome: 'done', first: 2 })
      expect(await store.commit({ ...first, expected: 2 })).toEqual({ outcome: 'repeated', first: 2 })
      expect(await store.commit(first)).toEqual({ outcome: 'repeated', first: 2 })
      expect((await store.read('c1', start))?.version).toBe(2)
      expect(await store.commit(change({ conversation: 'c2', seen: 'a1' }))).toEqual({ outcome: 'done', first: 1 })
    })

    test('keeps a conversation for 60 minutes after its last message, its seen ids for 24 hours', async () => {
      await store.commit(change({ seen: 'a1', activities: ['"1"'] }))
      await store.commit(change({ expected: 1, now: start + 59 * minute, activities: ['"2"'] }))
      const late = start + 118 * minute
      expect(await store.read('c1', late)).toBeDefined()
      expect(await store.read('c1', late + minute)).toBeUndefined()
      expect(await store.activities('c1', 0, late + minute)).toEqual([])
      expect(await store.commit(change({ seen: 'a1', now: start + 23 * 60 * minute }))).toMatchObject({
        outcome: 'repeated'
      })
      expect(await store.commit(change({ seen: 'a1', now: start + 24 * 60 * minute }))).toMatchObject({
        outcome: 'done'
      })
    })

    test('a conversation past its time lends nothing to its successor, swept or not', async () => {
      await store.commit(change({ activities: ['"old"', '"older"'] }))
      const now = start + 61 * minute
      expect(await store.commit(change({ now, activities: ['"new"'] }))).toEqual({ outcome: 'done', first: 1 })
      expect(await store.activities('c1', 0, now)).toEqual([{ sequence: 1, body: '"new"' }])
    })

    test('sweeps what is past its time and nothing else', async () => {
      const journal = {
        decision: 'answer',
        rule: 'confident',
        entry: 'what-is-it',
        urgency: 'none',
        flags: []
      } as const
      await store.commit(change({ seen: 'a', journal: { ...journal, flags: [] }, activities: ['"x"'] }))
      await store.commit(change({ conversation: 'c2', seen: 'a', now: start + 30 * minute }))
      const swept = (now: number) => store.sweep(start + now * minute)
      expect(await swept(59)).toEqual({ conversations: 0, seen: 0, undelivered: 0, journal: 0, unanswered: 0 })
      expect(await swept(60)).toMatchObject({ conversations: 1, seen: 0, journal: 0 })
      expect(await store.read('c2', start + 60 * minute)).toBeDefined()
      expect(await swept(25 * 60)).toMatchObject({ conversations: 1, seen: 2, journal: 0 })
      expect(await swept(90 * 24 * 60)).toMatchObject({ conversations: 0, seen: 0, journal: 1 })
    })

    test('sweeps any number of conversations, and no turn in between has to wait for all of them', async () => {
      const crowd = Array.from({ length: 450 }, (_, index) =>
        change({ conversation: `c${index}`, activities: ['"x"'] })
      )
      await Promise.all(crowd.map(store.commit))
      const late = start + 61 * minute
      const sweeping = store.sweep(late)
      expect(await store.commit(change({ conversation: 'new', now: late, activities: ['"y"'] }))).toMatchObject({
        outcome: 'done'
      })
      expect(await sweeping).toMatchObject({ conversations: 450 })
      expect(await store.activities('new', 0, late)).toHaveLength(1)
    })

    test('keeps unanswered questions by their day alone, newest first, for 90 days', async () => {
      const day = 24 * 60 * minute
      await store.commit(change({ unanswered: 'do you do reiki' }))
      await store.commit(change({ conversation: 'c2', now: start + day, unanswered: 'is there "parking"?' }))
      expect(await store.unanswered(start + day)).toEqual([
        { day: '2026-01-06', text: 'is there "parking"?' },
        { day: '2026-01-05', text: 'do you do reiki' }
      ])
      await store.erase('c1')
      expect(await store.unanswered(start + day)).toHaveLength(2)
      const end = start + 90 * day
      expect(await store.unanswered(end)).toHaveLength(1)
      expect(await store.sweep(end)).toMatchObject({ unanswered: 1 })
    })

    test('rings for those who watch a conversation, and for no others', async () => {
      const rung: string[] = []
      store.watch('c1', () => rung.push('c1'))
      const stop = store.watch('c2', () => rung.push('c2'))
      await store.commit(change({ activities: ['"x"'] }))
      await expect.poll(() => rung).toContain('c1')
      expect(rung).not.toContain('c2')
      stop()
      await store.commit(change({ conversation: 'c2', activities: ['"x"'] }))
      await store.commit(change({ conversation: 'c1', expected: 1, seen: 'b', activities: ['"x"'] }))
      expect(rung).not.toContain('c2')
    })

    test('erases one conversation whole, its seen ids too, and leaves the others', async () => {
      await store.commit(change({ seen: 'a', activities: ['"x"'] }))
      await store.commit(change({ conversation: 'c2', activities: ['"y"'] }))
      expect(await store.traces('c1')).toBeGreaterThan(1)
      expect(await store.erase('c1')).toBe(true)
      expect(await store.traces('c1')).toBe(0)
      expect(await store.read('c1', start)).toBeUndefined()
      expect(await store.activities('c1', 0, start)).toEqual([])
      expect(await store.activities('c2', 0, start)).toHaveLength(1)
      expect(await store.commit(change({ seen: 'a' }))).toEqual({ outcome: 'done', first: 1 })
    })

    test('forgets a conversation in a commit: what was there is gone, and the numbers go on', async () => {
      await store.commit(change({ seen: 'a', activities: ['"secret"', '"answer"'] }))
      await store.commit(change({ conversation: 'c2', activities: ['"y"'] }))
      const forgetting = change({ expected: 1, seen: 'b', activities: ['"forget me"', '"done"'], forget: true })
      expect(await store.commit(forgetting)).toEqual({ outcome: 'done', first: 3 })
      expect(await store.activities('c1', 0, start)).toEqual([
        { sequence: 3, body: '"forget me"' },
        { sequence: 4, body: '"done"' }
      ])
      expect(await store.activities('c2', 0, start)).toHaveLength(1)
      expect(await store.commit({ ...forgetting, expected: 2 })).toEqual({ outcome: 'repeated', first: 3 })
      expect(await store.commit(change({ expected: 2, seen: 'a' }))).toMatchObject({ outcome: 'done' })
    })

    test('keeps what is to be sent until it is delivered, and 60 minutes at most', async () => {
      const sending = (expected: number, seen: string, toSend: string | null) => change({ expected, seen, toSend })
      await store.commit(sending(0, 'a', '["first"]'))
      await store.commit(sending(1, 'b', '["second"]'))
      await store.commit(sending(2, 'c', null))
      expect(await store.commit(sending(3, 'a', '["again"]'))).toMatchObject({ outcome: 'repeated' })
      const kept = (seen: string, now = start) => store.undelivered('c1', seen, now)
      expect([await kept('a'), await kept('b'), await kept('c')]).toEqual(['["first"]', '["second"]', undefined])
      await store.delivered('c1', 'a')
      expect([await kept('a'), await kept('b')]).toEqual([undefined, '["second"]'])
      expect(await store.commit(sending(3, 'a', null))).toMatchObject({ outcome: 'repeated' })
      expect(await kept('b', start + 60 * minute)).toBeUndefined()
      expect(await store.sweep(start + 60 * minute)).toMatchObject({ undelivered: 1, seen: 0 })
      expect(await kept('b')).toBeUndefined()
    })

    test('what is to be sent is gone with its conversation: erased, or forgotten in a commit', async () => {
      for (const conversation of ['c1', 'c2']) await store.commit(change({ conversation, seen: 'a', toSend: '["x"]' }))
      await store.commit(change({ expected: 1, seen: 'b', toSend: '["done"]', forget: true }))
      expect(await store.undelivered('c1', 'a', start)).toBeUndefined()
      expect(await store.undelivered('c1', 'b', start)).toBe('["done"]')
      await store.erase('c2')
      expect(await store.undelivered('c2', 'a', start)).toBeUndefined()
      expect(await store.traces('c2')).toBe(0)
    })

    test('carries any text: quotes, emoji, NUL, half a surrogate pair', async () => {
      const bodies = [`it's "5" ; --`, '🦴', 'a\0b', '\ud800'].map(text => JSON.stringify(text))
      await store.commit(change({ conversation: `o'"brien`, activities: bodies }))
      const kept = await store.activities(`o'"brien`, 0, start)
      expect(kept.map(({ body }) => body)).toEqual(bodies)
    })
  })
}
