import { expect, test } from 'vitest'
import { createTokens, sameSecret } from '../../src/channels/directline/token.js'

const tokens = createTokens('a-secret-of-at-least-thirty-two-bytes')
const holder = { conversation: 'c', user: 'dl_u', origin: null }
const now = Date.UTC(2026, 0, 5)

test('a token says who and where until it expires', () => {
  const token = tokens.sign('conversation', holder, now, 1800)
  expect(tokens.verify('conversation', token, now)).toEqual({ holder })
  expect(tokens.verify('conversation', token, now + 1_799_000)).toEqual({ holder })
  expect(tokens.verify('conversation', token, now + 1_800_000)).toEqual({ refused: 'expired' })
  expect(tokens.verify('conversation', token, now + 1_800_000, 1000)).toEqual({ holder })
})

test('a token is good for its own use and under its own secret only', () => {
  const token = tokens.sign('stream', holder, now, 60)
  expect(tokens.verify('conversation', token, now)).toEqual({ refused: 'forged' })
  expect(createTokens('another-secret-of-thirty-two-bytes!').verify('stream', token, now)).toEqual({
    refused: 'forged'
  })
})

test('one changed character anywhere is seen', () => {
  const token = tokens.sign('conversation', holder, now, 60)
  // The last character carries bits that base64url does not count; what it decodes to is what is compared.
  for (let at = 0; at < token.length - 1; at++) {
    const changed = token.slice(0, at) + (token[at] === 'A' ? 'B' : 'A') + token.slice(at + 1)
    expect(tokens.verify('conversation', changed, now), String(at)).toEqual({ refused: 'forged' })
  }
})

test('secrets are compared whole', () => {
  expect(sameSecret('abc', 'abc')).toBe(true)
  expect(sameSecret('abc', 'abd')).toBe(false)
  expect(sameSecret('abc', 'abcd')).toBe(false)
  expect(sameSecret('', 'abc')).toBe(false)
})
