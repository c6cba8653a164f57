import { describe, expect, test } from 'vitest'
import { isNhsNumber, redact } from '../../src/operations/redact.js'

describe('the NHS number', () => {
  test.each(['9434765919', '4010232137', '9434765870'])('%s has a right check digit', digits => {
    expect(isNhsNumber(digits)).toBe(true)
  })
  test.each(['9434765918', '0123456788', '943476591', '94347659190', ''])('%s is none', digits => {
    expect(isNhsNumber(digits)).toBe(false)
  })
})

describe('redact', () => {
  test.each([
    ['call me on 07700 900123 please', 'call me on [phone] please'],
    ['ring 020 7946 0958', 'ring [phone]'],
    ['+44 (0)7700 900 123', '[phone]'],
    ['0044 7700900123', '[phone]'],
    ['my nhs number is 943 476 5919', 'my nhs number is [NHS number]'],
    ['943-476-5919', '[NHS number]'],
    ['943 476 5918', '[number]'],
    ['write to zoe.quibble+back@example.co.uk!', 'write to [email]'],
    ['I live at SW1A 1AA', 'I live at [postcode]'],
    ['m11ae', '[postcode]'],
    ['born 3/4/1985', 'born [date]'],
    ['born 1985-04-03', 'born [date]'],
    ['born 3rd of April 1985', 'born [date]'],
    ['on April 3, 1985', 'on [date]'],
    ['order 12345678', 'order [number]'],
    ['card 4929 1234 5678 9012', 'card [number]'],
    ['see www.example.com/me', 'see [address]'],
    ['７７００ ９００１２３', '[number]']
  ])('%s', (text, redacted) => expect(redact(text)).toBe(redacted))

  test.each(['L4 and L5 hurt', 'for 6 weeks', '60 minutes or 90', 'is it £45 or £50', 'may I come in'])(
    'leaves "%s"',
    text => expect(redact(text)).toBe(text)
  )

  test('takes time that grows with the text and no faster', () => {
    const nasty = ['1 '.repeat(2000), '@'.repeat(4000), 'a'.repeat(4000), '1-'.repeat(2000), 'www.'.repeat(1000)]
    const began = performance.now()
    for (const text of nasty) redact(text)
    expect(performance.now() - began).toBeLessThan(1000)
  })
})
