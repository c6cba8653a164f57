import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parseInline, parseMarkdown } from '../../src/widget/panel/markdown.js'
import { safeLink } from '../../src/widget/panel/safe-link.js'

describe('light Markdown', () => {
  test('bold and links become nodes, the rest is text', () => {
    expect(parseInline('Call **now**: [999](tel:999) or https://111.nhs.uk/start.')).toEqual([
      { kind: 'text', text: 'Call ' },
      { kind: 'bold', text: 'now' },
      { kind: 'text', text: ': ' },
      { kind: 'link', text: '999', url: 'tel:999' },
      { kind: 'text', text: ' or ' },
      { kind: 'link', text: 'https://111.nhs.uk/start', url: 'https://111.nhs.uk/start' },
      { kind: 'text', text: '.' }
    ])
  })

  test.each(['javascript:alert(1)', 'data:text/html,x', 'JAVASCRIPT:alert(1)', '/faq', '//evil.example', 'vbscript:x'])(
    'a link to %s stays text',
    address => {
      expect(parseInline(`see [here](${address})`).some(part => part.kind === 'link')).toBe(false)
    }
  )

  test('lists and paragraphs', () => {
    expect(parseMarkdown('You could:\n- rest\n- **ice** it\n\nThen\nwait.')).toEqual([
      { kind: 'paragraph', text: [{ kind: 'text', text: 'You could:' }] },
      {
        kind: 'list',
        items: [
          [{ kind: 'text', text: 'rest' }],
          [
            { kind: 'bold', text: 'ice' },
            { kind: 'text', text: ' it' }
          ]
        ]
      },
      { kind: 'paragraph', text: [{ kind: 'text', text: 'Then\nwait.' }] }
    ])
  })

  test('markup is text', () => {
    const html = '<img src=x onerror=alert(1)>'
    expect(parseMarkdown(html)).toEqual([{ kind: 'paragraph', text: [{ kind: 'text', text: html }] }])
  })

  test('no text is lost or made up', () => {
    // Without the marks' own signs every line is text, whole.
    const plain = fc.string().filter(text => !/[*[\]()\r\n]|https?:/.test(text))
    fc.assert(
      fc.property(plain, text => {
        expect(parseInline(text).map(part => part.text)).toEqual(text === '' ? [] : [text])
      })
    )
  })

  test('long unclosed marks take no long time', () => {
    const start = performance.now()
    parseMarkdown(`${'**a '.repeat(2000)}${'[a]('.repeat(2000)}`)
    expect(performance.now() - start).toBeLessThan(500)
  })
})

test('safe links: http, https and tel only, relative ones from the server', () => {
  expect(safeLink('/articles/a#b', 'https://ask.example/widget/')).toBe('https://ask.example/articles/a#b')
  expect(safeLink('tel:111')).toBe('tel:111')
  expect(safeLink('javascript:alert(1)', 'https://ask.example/')).toBeNull()
  expect(safeLink('http://')).toBeNull()
})
