import { newConversation } from '../../src/domain/conversation.js'
import { type Change, lifetimes } from '../../src/storage/store.js'

export const testLifetimes = lifetimes(60)

/** A first turn of conversation c1 on a Monday morning, changed by what is given. */
export const change = (given: Partial<Change> = {}): Change => ({
  conversation: 'c1',
  expected: 0,
  state: newConversation,
  seen: null,
  activities: [],
  journal: null,
  unanswered: null,
  toSend: null,
  forget: false,
  now: Date.UTC(2026, 0, 5, 9),
  ...given
})
