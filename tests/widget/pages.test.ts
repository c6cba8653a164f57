import { describe, expect, test } from 'vitest'
import type { Entry } from '../../src/domain/entry.js'
import { renderArticle } from '../../src/server/pages/article.js'
import { renderInline } from '../../src/server/pages/blocks.js'
import { renderChat } from '../../src/server/pages/chat.js'
import { escapeHtml, escapeJson } from '../../src/server/pages/escape.js'
import { renderFaq } from '../../src/server/pages/faq.js'
import { renderHome } from '../../src/server/pages/home.js'
import { renderNotFound } from '../../src/server/pages/not-found.js'
import { missingPageKeys } from '../../src/server/pages/page-keys.js'
import { renderSettings } from '../../src/server/pages/settings.js'
import { base } from '../knowledge/loaded.js'

const { clinic, messages, articles, entries } = base
const suggestions = clinic.suggestions.map(id => entries.find(entry => entry.id === id)!)
const ids = (html: string) => [...html.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id!)

test('every sentence that the pages and the widget say is there', () => {
  expect(missingPageKeys(messages)).toEqual([])
})

describe('escaping', () => {
  test('text stays text', () => {
    expect(escapeHtml(`<a href="x">'&`)).toBe('&lt;a href=&quot;x&quot;&gt;&#39;&amp;')
    expect(renderInline('**<b>** [<i>](https://e.example/?a="b)')).toBe(
      '<strong>&lt;b&gt;</strong> <a href="https://e.example/?a=&quot;b">&lt;i&gt;</a>'
    )
    expect(renderInline('[x](javascript:alert(1))')).not.toContain('<a')
  })

  test('a data block cannot be closed from inside', () => {
    const odd = { text: '</script><!-- \u2028 & ' }
    expect(escapeJson(odd)).not.toMatch(/[<>&\u2028]/)
    expect(JSON.parse(escapeJson(odd))).toEqual(odd)
  })
})

describe('the questions', () => {
  const html = renderFaq({ clinic, messages, entries, articles })

  test('all entries, each with its own id, and no id twice', () => {
    expect(ids(html)).toEqual(expect.arrayContaining(entries.map(({ id }) => id)))
    expect(new Set(ids(html)).size).toBe(ids(html).length)
  })

  test('the data block says the same questions and words', () => {
    const block = /<script type="application\/ld\+json">(.*?)<\/script>/s.exec(html)![1]!
    const data = JSON.parse(block)
    expect(data['@type']).toBe('FAQPage')
    expect(data.mainEntity).toHaveLength(entries.length)
    expect(data.mainEntity[0].acceptedAnswer.text).toBe(entries[0]!.passage.text)
  })

  test('booking only where the entry offers it', () => {
    const withheld = entries.filter(({ booking }) => booking !== 'offer')
    expect(withheld.length).toBeGreaterThan(0)
    for (const { id } of withheld) {
      const article = html.slice(html.indexOf(`id="${id}"`)).split('</article>')[0]!
      expect(article).not.toContain('class="booking"')
    }
  })

  test('an entry with markup in it is shown as text', () => {
    const evil: Entry = { ...entries[0]!, question: '<script>alert(1)</script>' }
    expect(renderFaq({ clinic, messages, entries: [evil], articles })).not.toContain('<script>alert')
  })
})

describe('the article', () => {
  test('has the anchor of every source link', () => {
    const found = new Set(articles.flatMap(article => ids(renderArticle({ article, clinic, messages }))))
    for (const { passage } of entries) expect(found).toContain(passage.place.anchor)
  })

  test('has one main heading, no id twice, author and publisher', () => {
    const html = renderArticle({ article: articles[0]!, clinic, messages })
    expect(html.match(/<h1/g)).toHaveLength(1)
    expect(new Set(ids(html)).size).toBe(ids(html).length)
    expect(html).toContain('Salina Johnston')
    expect(html).toContain('Glow By Salina')
  })
})

test('no page has inline styles, inline scripts or handlers', () => {
  const pages = [
    renderHome({ clinic, messages, articles, suggestions }),
    renderFaq({ clinic, messages, entries, articles }),
    renderChat({ clinic, messages }),
    renderArticle({ article: articles[0]!, clinic, messages }),
    renderNotFound({ clinic, messages })
  ]
  for (const html of pages) {
    expect(html).toContain('<html lang="en-GB">')
    expect(html).not.toMatch(/ style="|<style| on[a-z]+="/)
    for (const [tag] of html.matchAll(/<script[^>]*>/g)) expect(tag).toMatch(/ src=| type="application\/ld\+json"/)
  }
})

test('suggestions lead to their answers without JavaScript', () => {
  const html = renderHome({ clinic, messages, articles, suggestions })
  for (const { id } of suggestions) expect(html).toContain(`href="/faq#${id}"`)
})

test('the settings of the widget', () => {
  const settings = renderSettings({ clinic, messages, entries })
  expect(settings.questions).toEqual(entries.map(({ question }) => question))
  expect(settings.clinic.bookingUrl).toBe(clinic.booking.url)
})
