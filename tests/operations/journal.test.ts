import { expect, test } from 'vitest'
import { journalRow } from '../../src/operations/journal.js'
import { trace } from '../channels/echo.js'

test('a turn is kept as its decision and its rule', () => {
  expect(journalRow({ ...trace, entry: 'swedish' })).toEqual({
    decision: 'answer',
    rule: 'echo',
    entry: 'swedish',
    urgency: 'none',
    flags: []
  })
})

test('feedback is counted by the entry that it judges, without words', () => {
  const judged = { ...trace, decision: 'small-talk', feedback: { entry: 'swedish', mark: 'not-enough' } } as const
  expect(journalRow(judged)).toMatchObject({ rule: 'feedback: not-enough', entry: 'swedish' })
})
