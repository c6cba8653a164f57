import type { Clinic } from '../../domain/clinic.js'
import type { Messages } from '../../domain/messages.js'
import { renderInline } from './blocks.js'
import { escapeHtml } from './escape.js'
import { fill, say } from './page-keys.js'

/** Of every page's words. */
export const pageLanguage = 'en-GB'

/** What every page needs. */
export interface PageContext {
  clinic: Clinic
  messages: Messages
}

interface Layout extends PageContext {
  title: string
  /** HTML of the main part. */
  main: string
  /** A data block for search engines, already escaped. */
  jsonLd?: string
  /** The address of this page in the navigation, to mark it as the current one. */
  current?: string
}

/** The link that leads to booking; it leaves our site, so it opens in a new tab and tells nobody where from. */
export function renderBooking(
  { clinic, messages }: PageContext,
  label = messages.book.button,
  look = 'button'
): string {
  const words = fill(label, { provider: clinic.booking.provider, clinic: clinic.name })
  return `<a class="${look}" href="${escapeHtml(clinic.booking.url)}" target="_blank" rel="noopener noreferrer">${escapeHtml(words)}</a>`
}

function renderNavigation({ clinic, messages, current }: Layout): string {
  const links = [
    ['/', say(messages, 'nav-home')],
    [`/articles/${clinic.articles[0]}`, say(messages, 'nav-article')],
    ['/faq', say(messages, 'nav-faq')]
  ] as const
  const items = links.map(
    ([path, label]) =>
      `<li><a href="${escapeHtml(path)}"${path === current ? ' aria-current="page"' : ''}>${escapeHtml(label)}</a></li>`
  )
  return `<nav aria-label="${escapeHtml(say(messages, 'nav'))}"><ul>${items.join('')}</ul></nav>`
}

/** The widget's one script tag. */
export const renderLoader = ({ clinic, messages }: PageContext, options = ''): string =>
  `<script src="/widget/loader.js" data-clinic="${escapeHtml(clinic.id)}" data-locale="${pageLanguage}" data-label="${escapeHtml(say(messages, 'launcher'))}" data-fallback="/faq" ${options} async></script>`

/** A document: its head, and a body that is HTML already. */
export const renderPage = ({ clinic }: PageContext, title: string, body: string, head = ''): string => `<!doctype html>
<html lang="${pageLanguage}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)}${title.includes(clinic.name) ? '' : ` | ${escapeHtml(clinic.name)}`}</title>
<link rel="icon" href="/widget/icon.svg" type="image/svg+xml">
<link rel="stylesheet" href="/widget/site.css">
${head}
</head>
${body}
</html>
`

/** A whole page of the site: header, main part, footer. */
export function renderLayout(page: Layout): string {
  const { clinic, messages } = page
  const name = escapeHtml(clinic.name)
  const data = page.jsonLd ? `<script type="application/ld+json">${page.jsonLd}</script>` : ''
  return renderPage(
    page,
    page.title,
    `<body>
<a class="skip" href="#main">${escapeHtml(say(messages, 'skip'))}</a>
<header class="top"><div class="wide">
<a class="name" href="/">${name}</a>
${renderNavigation(page)}
</div></header>
<main id="main" tabindex="-1">
${page.main}
</main>
<footer class="foot"><div class="wide">
<p class="name">${name}</p>
<p><a href="${escapeHtml(clinic.contact.page)}" target="_blank" rel="noopener noreferrer">${escapeHtml(say(messages, 'contact'))}</a></p>
<p><a href="/privacy">${escapeHtml(say(messages, 'privacy'))}</a> · <a href="/terms">${escapeHtml(say(messages, 'terms'))}</a></p>
<p class="safety">${renderInline(say(messages, 'safety'))}</p>
</div></footer>
</body>`,
    `${renderLoader(page)}\n${data}`
  )
}
