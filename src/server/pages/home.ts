import type { Article } from '../../domain/article.js'
import type { Entry } from '../../domain/entry.js'
import { renderBlocks } from './blocks.js'
import { escapeHtml } from './escape.js'
import { illustration } from './illustration.js'
import { type PageContext, renderBooking, renderLayout } from './layout.js'
import { say } from './page-keys.js'

interface Home extends PageContext {
  articles: Article[]
  suggestions: Pick<Entry, 'id' | 'question'>[]
}

// Without JavaScript a suggestion is a link to its answer; with it, the loader takes `data-ask` and asks in the panel.
function renderSuggestion({ id, question }: Pick<Entry, 'id' | 'question'>): string {
  return `<li><a href="/faq#${escapeHtml(id)}" data-ask="${escapeHtml(question)}">${escapeHtml(question)}</a></li>`
}

function renderTeaser({ slug, title, sections }: Article, read: string): string {
  return `<section class="teaser"><div class="wide">
<h2>${escapeHtml(title)}</h2>
<div class="prose">
${renderBlocks((sections[0]?.blocks ?? []).slice(0, 2))}
<p><a class="button quiet" href="/articles/${escapeHtml(slug)}">${escapeHtml(read)}</a></p>
</div></div></section>`
}

/** A demo page of a clinic's site: what the article and the clinic's file say, and nothing invented. */
export function renderHome(page: Home): string {
  const { messages, articles, suggestions } = page
  const ask = escapeHtml(say(messages, 'launcher'))
  const main = `<section class="hero"><div class="wide">
<div>
<h1>Lower back pain and massage</h1>
<p class="lead">Clear answers in the clinic’s own words, and a simple way to book when you are ready.</p>
<p class="actions">${renderBooking(page)} <a class="button quiet" href="/faq" data-ask="">${ask}</a></p>
</div>
${illustration}
</div></section>
<section class="asked" aria-labelledby="asked"><div class="wide">
<h2 id="asked">${escapeHtml(say(messages, 'suggestions'))}</h2>
<ul>${suggestions.map(renderSuggestion).join('')}</ul>
<p><a href="/faq">${escapeHtml(say(messages, 'article-back'))}</a></p>
</div></section>
${articles.map(article => renderTeaser(article, 'Read the article')).join('\n')}`
  return renderLayout({ ...page, title: 'Lower back pain and massage', main, current: '/' })
}
