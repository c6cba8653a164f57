import { describe, expect, test } from 'vitest'
import { assistant } from '../assembled.js'
import { list, scenarios, turnOf } from './scenario.js'

const { base, respond, newConversation } = assistant

describe.each(scenarios)('$file', ({ scenarios }) => {
  test.each(scenarios)('$name', ({ turns }) => {
    let conversation = newConversation
    for (const turn of turns) {
      const outcome = respond(turnOf(turn.says), conversation)
      const { reply } = outcome
      conversation = outcome.conversation
      const at = `“${turn.says}” -> ${reply.text}`
      expect(reply.decision, at).toBe(turn.decision)
      expect(reply.urgency, at).toBe(turn.urgency)
      if (turn.entry) expect(list(turn.entry), at).toContain(reply.entries[0])
      if (turn.entries) expect(reply.entries, at).toEqual(turn.entries)
      for (const flag of turn.flags ?? []) expect(reply.flags, at).toContain(flag)
      for (const words of list(turn.shows)) expect(reply.text, at).toContain(words)
      for (const words of list(turn.hides)) expect(reply.text, at).not.toContain(words)
      if (turn.begins) expect(reply.text.slice(0, turn.begins.length), at).toBe(turn.begins)
      const labels = reply.actions.map(action => action.label)
      for (const label of list(turn.offers)) expect(labels, at).toContain(label)
      for (const label of list(turn.withholds)) expect(labels, at).not.toContain(label)
      const books = JSON.stringify(reply).includes(base.clinic.booking.url)
      if (turn.booking) expect(books, at).toBe(turn.booking === 'offered')
      if (turn.asks) expect(reply.feedback?.ask ?? 'nothing', at).toBe(turn.asks)
      const { feedback } = outcome.trace
      if (turn.counts) expect([feedback?.entry, feedback?.mark], at).toEqual(turn.counts)
      // The rules that no scenario may break.
      if (reply.urgency === 'emergency' || reply.urgency === 'urgent') {
        expect(reply.entries, at).toEqual([])
        expect(books, at).toBe(false)
      }
      if (conversation.emergencyOpen) expect(books, at).toBe(false)
    }
  })
})

test('there are at least 80 of them, and no name stands twice', () => {
  const names = scenarios.flatMap(({ file, scenarios }) => scenarios.map(({ name }) => `${file}: ${name}`))
  expect(names.length).toBeGreaterThanOrEqual(80)
  expect(new Set(names).size).toBe(names.length)
})
