import { expect, test } from 'vitest'
import type { Finding } from '../../src/domain/assessment.js'
import { newConversation } from '../../src/domain/conversation.js'
import type { Urgency } from '../../src/domain/urgency.js'
import { takeBack } from '../../src/policy/take-back.js'

const told = (...signs: [string, Urgency][]) => ({
  ...newConversation,
  signs: signs.map(([flag, urgency]) => ({ flag, urgency }))
})
const nothing = { urgency: 'none' as const, flags: [], findings: [] }
const negated = (flag: string) => ({ ...nothing, findings: [{ flag, assertion: 'negated' } as Finding] })

test('a negated repeat lowers only its own sign', () => {
  const both = told(['ces_saddle', 'emergency'], ['chest_pain', 'emergency'])
  expect(takeBack(both, negated('chest_pain'), null)).toEqual(['chest_pain'])
  expect(takeBack(both, negated('fever'), null)).toEqual([])
})

test('a sign that is denied and told in one message stays', () => {
  const assessment = { ...negated('ces_saddle'), flags: ['ces_saddle'] }
  expect(takeBack(told(['ces_saddle', 'emergency']), assessment, null)).toEqual([])
})

test('"I don’t have that" means the one emergency there is, or the one sign', () => {
  expect(takeBack(told(['diabetes', 'gp'], ['ces_saddle', 'emergency']), nothing, 'take-back')).toEqual(['ces_saddle'])
  expect(takeBack(told(['diabetes', 'gp']), nothing, 'take-back')).toEqual(['diabetes'])
  expect(takeBack(told(['a', 'emergency'], ['b', 'emergency']), nothing, 'take-back')).toEqual([])
  expect(takeBack(told(), nothing, 'take-back')).toEqual([])
})
