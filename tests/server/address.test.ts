import type { IncomingMessage } from 'node:http'
import { expect, test } from 'vitest'
import { isLocalCaller, limitKey, readAddress } from '../../src/server/address.js'

const request = (headers: Record<string, string | undefined>, remoteAddress = '10.0.0.1') =>
  ({ headers, socket: { remoteAddress } }) as unknown as IncomingMessage

test.each([
  ['6.6.6.6', 0, '10.0.0.1'],
  [undefined, 1, '10.0.0.1'],
  ['1.1.1.1', 1, '1.1.1.1'],
  ['6.6.6.6, 1.1.1.1', 1, '1.1.1.1'],
  ['6.6.6.6, 1.1.1.1, 10.0.0.2', 2, '1.1.1.1'],
  ['1.1.1.1', 2, '10.0.0.1'],
  ['1.1.1.1:443', 1, '1.1.1.1'],
  ['[2001:db8::1]:443', 1, '2001:db8::1'],
  ['2001:db8::1', 1, '2001:db8::1'],
  ['1.1.1.1, unknown', 1, '10.0.0.1'],
  ['1.1.1.1, ', 1, '10.0.0.1']
])('the address of "%s" behind %i proxies is %s', (forwarded, proxies, address) => {
  expect(readAddress(request({ 'x-forwarded-for': forwarded }), proxies)).toBe(address)
})

test.each([
  ['10.0.0.1', '10.0.0.1'],
  ['::ffff:10.0.0.1', '10.0.0.1'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
  ['2001:0db8::9', '2001:db8:0:0::/64'],
  ['::1', '0:0:0:0::/64'],
  ['', '']
])('%s is counted as %s', (address, key) => expect(limitKey(address)).toBe(key))

test('a local caller is on loopback, no page, and was not sent on by a proxy', () => {
  for (const address of ['127.0.0.1', '127.8.8.8', '::1', '::ffff:127.0.0.1'])
    expect(isLocalCaller(request({}, address))).toBe(true)
  expect(isLocalCaller(request({}, '10.0.0.1'))).toBe(false)
  for (const name of ['x-forwarded-for', 'x-forwarded-proto', 'forwarded', 'via', 'origin'])
    expect(isLocalCaller(request({ [name]: '' }, '127.0.0.1'))).toBe(false)
})
