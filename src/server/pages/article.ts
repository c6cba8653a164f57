import type { Article, Section } from '../../domain/article.js'
import { renderBlocks } from './blocks.js'
import { escapeHtml } from './escape.js'
import { type PageContext, renderBooking, renderLayout } from './layout.js'
import { say } from './page-keys.js'

function renderSection({ heading, level, anchor, blocks }: Section): string {
  const id = escapeHtml(anchor)
  return `<section id="${id}" aria-labelledby="${id}-heading">
<h${level} id="${id}-heading">${escapeHtml(heading)}</h${level}>
${renderBlocks(blocks)}
</section>`
}

function renderContents(sections: Section[], label: string): string {
  const items = sections
    .filter(section => section.level === 2)
    .map(section => `<li><a href="#${escapeHtml(section.anchor)}">${escapeHtml(section.heading)}</a></li>`)
  return `<nav class="contents" aria-label="${escapeHtml(label)}"><h2>${escapeHtml(label)}</h2><ul>${items.join('')}</ul></nav>`
}

/** The article whole. Each section's id is its anchor: the target of the source links. */
export function renderArticle(page: PageContext & { article: Article }): string {
  const { article, messages } = page
  const [introduction, ...sections] = article.sections
  const byline = say(messages, 'article-by', { author: article.author, publisher: article.publisher })
  const main = `<article class="narrow prose">
${introduction ? renderSection({ ...introduction, level: 1 }).replace('</h1>', `</h1>\n<p class="byline">${escapeHtml(byline)}</p>`) : ''}
${renderContents(sections, say(messages, 'article-contents'))}
${sections.map(renderSection).join('\n')}
<p class="actions">${renderBooking(page)} <a href="/faq">${escapeHtml(say(messages, 'article-back'))}</a></p>
</article>`
  return renderLayout({ ...page, title: article.title, main, current: `/articles/${article.slug}` })
}
