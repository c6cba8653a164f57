import type { IncomingMessage } from 'node:http'
import { describe, expect, test } from 'vitest'
import { parseJson } from '../../src/server/body.js'
import { createLimiter, readAddress, TooMany } from '../../src/server/limits.js'

describe('a limiter', () => {
  test('lets a burst through, then as many as fill in, and says how long to wait', () => {
    let now = 0
    const limit = createLimiter({ burst: 3, perSecond: 0.5 }, () => now)
    for (let call = 0; call < 3; call++) limit('a')
    expect(() => limit('a')).toThrow(TooMany)
    try {
      limit('a')
    } catch (error) {
      expect((error as TooMany).retryAfter).toBe(2)
    }
    limit('b')
    now += 2000
    limit('a')
    expect(() => limit('a')).toThrow(TooMany)
    now += 3_600_000
    for (let call = 0; call < 3; call++) limit('a')
    expect(() => limit('a')).toThrow(TooMany)
  })

  test('survives a clock that goes back', () => {
    let now = 10_000
    const limit = createLimiter({ burst: 2, perSecond: 1 }, () => now)
    limit('a')
    now = 0
    limit('a')
    expect(() => limit('a')).toThrow(TooMany)
  })

  test('does not grow without end', () => {
    const limit = createLimiter({ burst: 1, perSecond: 0.001 }, () => 0)
    for (let key = 0; key < 50_000; key++) limit(`k${key}`)
    // The oldest are forgotten, the newest are not.
    expect(() => limit('k0')).not.toThrow()
    expect(() => limit('k49999')).toThrow(TooMany)
  })
})

describe('the address', () => {
  const request = (forwarded?: string) =>
    ({ headers: { 'x-forwarded-for': forwarded }, socket: { remoteAddress: '10.0.0.1' } }) as unknown as IncomingMessage

  test.each([
    ['6.6.6.6', 0, '10.0.0.1'],
    [undefined, 1, '10.0.0.1'],
    ['1.1.1.1', 1, '1.1.1.1'],
    ['6.6.6.6, 1.1.1.1', 1, '1.1.1.1'],
    ['6.6.6.6, 1.1.1.1, 10.0.0.2', 2, '1.1.1.1'],
    ['1.1.1.1', 2, '10.0.0.1']
  ])('of %s behind %i proxies is %s', (forwarded, proxies, address) => {
    expect(readAddress(request(forwarded), proxies)).toBe(address)
  })
})

test('brackets inside strings are no depth', () => {
  const text = JSON.stringify({ text: '[{'.repeat(100), quote: '"\\"[[[' })
  expect(parseJson(text)).toEqual(JSON.parse(text))
  expect(parseJson(`${'['.repeat(64)}${']'.repeat(64)}`)).toBeDefined()
  expect(() => parseJson(`${'['.repeat(65)}${']'.repeat(65)}`)).toThrow(/64 levels/)
})
