import { escapeHtml } from './escape.js'
import { type PageContext, renderLoader, renderPage } from './layout.js'
import { say } from './page-keys.js'

/** The assistant as a page of its own: for a link in a message, a QR code, or a site that takes no scripts. */
export function renderChat(page: PageContext): string {
  const { clinic, messages } = page
  const title = say(messages, 'chat-title', { clinic: clinic.name })
  return renderPage(
    page,
    title,
    `<body class="chat">
<header class="top"><div class="wide"><a class="name" href="/">${escapeHtml(clinic.name)}</a></div></header>
<main>
<h1 class="hidden">${escapeHtml(title)}</h1>
${renderLoader(page, 'data-mode="page"')}
<noscript><p class="narrow"><a href="/faq">${escapeHtml(say(messages, 'article-back'))}</a></p></noscript>
</main>
</body>`
  )
}
