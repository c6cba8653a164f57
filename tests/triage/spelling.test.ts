import { describe, expect, it } from 'vitest'
import { triage } from './tables.js'

describe('what visitors write is read as they mean it', () => {
  it.each([
    ['contractions without apostrophes', 'i cant feel when i wipe', 'ces_saddle'],
    ['curly apostrophes', 'I can’t feel when I wipe', 'ces_saddle'],
    ['drawn-out letters', 'i cant feeeel when i wipe', 'ces_saddle'],
    ['joined words', 'cantfeel my legs', 'leg_weakness'],
    ['misspelt words', 'im incontinant', 'ces_bladder'],
    ['slang', 'my fanny has gone numb', 'ces_saddle'],
    ['degrees C', 'temp 38.9 and backache', 'fever'],
    ['degrees F', 'temperature of 102 and backache', 'fever'],
    ['numbers in words', 'thirty nine degree temperature', 'fever'],
    ['ages', 'my 12yo has a sore back, can she come', 'age_under16'],
    ['weeks of pregnancy', '14 wks gone, is it safe', 'pregnancy'],
    ['stones', 'lost two stone and not been dieting', 'weight_loss'],
    ['times', 'hurt my back two hours ago', 'acute_injury']
  ])('%s: "%s"', (_, text, flag) => {
    expect(triage(text).flags).toContain(flag)
  })

  it.each([
    'can I cancel',
    'a wee while ago',
    'which number do I ring',
    'is there a bowl for my rings',
    'it is 38 degrees outside',
    'I’ll see you on Friday',
    'my temp is 36.8'
  ])('"%s" is no sign', text => {
    expect(triage(text).urgency).toBe('none')
  })
})
