import { expect, test } from 'vitest'
import { inks } from '../../src/widget/colour.js'

test('the text on the clinic’s colour is the one that can be read', () => {
  expect(inks('#2b5d50')).toEqual({ back: '#2b5d50', ink: '#fff' })
  expect(inks('#ffd166')).toEqual({ back: '#ffd166', ink: '#000' })
})

test('anything but #rrggbb is left out: a page cannot smuggle styles in', () => {
  for (const odd of [undefined, '', 'red', '#fff', 'url(x)', '#12345g']) expect(inks(odd)).toBeNull()
})
