import { escapeHtml } from './escape.js'
import { type PageContext, renderLayout } from './layout.js'
import { say } from './page-keys.js'

/** The page for an address that leads nowhere: it says so and shows the ways on. */
export function renderNotFound(page: PageContext): string {
  const { messages } = page
  const title = say(messages, 'not-found-title')
  const main = `<div class="narrow prose">
<h1>${escapeHtml(title)}</h1>
<p class="lead">${escapeHtml(say(messages, 'not-found-text'))}</p>
<ul><li><a href="/">${escapeHtml(say(messages, 'nav-home'))}</a></li><li><a href="/faq">${escapeHtml(say(messages, 'nav-faq'))}</a></li></ul>
</div>`
  return renderLayout({ ...page, title, main })
}
