import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { keepSecret } from '../../src/channels/directline/secret.js'

const folder = mkdtempSync(join(tmpdir(), 'secret-'))
afterAll(() => rmSync(folder, { recursive: true }))

test('the secret is made once, is long, and only we may read it', () => {
  const inside = join(folder, 'data')
  const secret = keepSecret(inside)
  expect(Buffer.byteLength(secret)).toBeGreaterThanOrEqual(32)
  expect(keepSecret(inside)).toBe(secret)
  expect(statSync(join(inside, 'direct-line.secret')).mode & 0o777).toBe(0o600)
  expect(keepSecret(join(folder, 'other'))).not.toBe(secret)
})

test('a secret that was cut short is refused with what to do', () => {
  writeFileSync(join(folder, 'direct-line.secret'), 'short')
  expect(() => keepSecret(folder)).toThrow(/remove it and start again/)
})
