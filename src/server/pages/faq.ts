import type { Article } from '../../domain/article.js'
import type { Entry } from '../../domain/entry.js'
import { renderBlocks, renderInline } from './blocks.js'
import { escapeHtml, escapeJson } from './escape.js'
import { type PageContext, pageLanguage, renderBooking, renderLayout } from './layout.js'
import { fill, say } from './page-keys.js'

interface Faq extends PageContext {
  entries: Entry[]
  articles: Article[]
}

// Safety stands before the rest: what to be careful about is read before how often to come.
const order = [
  'about',
  'effect',
  'conditions',
  'safety',
  'techniques',
  'frequency',
  'session',
  'aftercare',
  'clinic'
] as const

function renderEntry(page: Faq, entry: Entry): string {
  const { article, title, section, anchor } = entry.passage.place
  const source = fill(page.messages.answer.source, { title, section, clinic: page.clinic.name })
  const own = page.articles.some(({ slug }) => slug === article)
  return `<article class="entry" id="${escapeHtml(entry.id)}" aria-labelledby="${escapeHtml(entry.id)}-question">
<h3 id="${escapeHtml(entry.id)}-question">${escapeHtml(entry.question)}</h3>
${renderBlocks(entry.passage.blocks)}
<p class="source">${own ? `<a href="/articles/${escapeHtml(article)}#${escapeHtml(anchor)}">${escapeHtml(source)}</a>` : escapeHtml(source)}</p>
${entry.booking === 'offer' ? `<p class="source">${renderBooking(page, page.messages.answer.book, 'booking')}</p>` : ''}
</article>`
}

/** https://schema.org/FAQPage, for search engines: the same questions and the same words. */
function jsonLd(entries: Entry[]): string {
  return escapeJson({
    '@context': 'https://schema.org',
    '@type': 'FAQPage',
    inLanguage: pageLanguage,
    mainEntity: entries.map(({ question, passage }) => ({
      '@type': 'Question',
      name: question,
      acceptedAnswer: { '@type': 'Answer', text: passage.text }
    }))
  })
}

/** Every entry by category, as a plain page that needs no JavaScript. */
export function renderFaq(page: Faq): string {
  const { messages, entries } = page
  const groups = order
    .map(category => ({ category, found: entries.filter(entry => entry.category === category) }))
    .filter(({ found }) => found.length > 0)
  const heading = (category: (typeof order)[number]) => escapeHtml(say(messages, `category-${category}`))
  const contents = escapeHtml(say(messages, 'faq-contents'))
  const title = say(messages, 'faq-title')
  const main = `<div class="narrow prose">
<h1>${escapeHtml(title)}</h1>
<p class="lead">${escapeHtml(say(messages, 'faq-lead'))}</p>
<p class="safety">${renderInline(say(messages, 'safety'))}</p>
<nav class="contents" aria-label="${contents}"><h2>${contents}</h2>
<ul>${groups.map(({ category }) => `<li><a href="#about-${category}">${heading(category)}</a></li>`).join('')}</ul></nav>
${groups
  .map(
    ({ category, found }) => `<section id="about-${category}" aria-labelledby="about-${category}-heading">
<h2 id="about-${category}-heading">${heading(category)}</h2>
${found.map(entry => renderEntry(page, entry)).join('\n')}
</section>`
  )
  .join('\n')}
</div>`
  return renderLayout({ ...page, title, main, jsonLd: jsonLd(entries), current: '/faq' })
}
