import { expect, test } from 'vitest'
import { inkOn } from '../../src/widget/colour.js'

test('the text on the clinic’s colour is the one that can be read', () => {
  expect(inkOn('#2b5d50')).toBe('#fff')
  expect(inkOn('#ffd166')).toBe('#000')
})

test('anything but #rrggbb is left out: a page cannot smuggle styles in', () => {
  for (const odd of [undefined, '', 'red', '#fff', 'url(x)', '#12345g', '#2b5d50;all:unset'])
    expect(inkOn(odd)).toBeNull()
})
