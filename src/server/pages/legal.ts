import type { LegalPage } from '../../domain/legal.js'
import { renderInline } from './blocks.js'
import { escapeHtml } from './escape.js'
import { type PageContext, renderLayout } from './layout.js'
import { fill } from './page-keys.js'

interface Legal extends PageContext {
  page: LegalPage
  /** How long what is kept: minutes, hours, days, days. */
  kept: Record<'minutes' | 'seen' | 'journal' | 'unanswered', number>
}

/** /privacy and /terms: a Teams app must link to both. */
export function renderLegal({ page, kept, ...context }: Legal): string {
  const times = Object.entries(kept).map(([name, value]) => [name, String(value)])
  const words = { clinic: context.clinic.name, ...Object.fromEntries(times) }
  const sections = page.sections.map(
    ({ heading, text }) => `<h2>${escapeHtml(heading)}</h2>
${text.map(paragraph => `<p>${renderInline(fill(paragraph, words))}</p>`).join('\n')}`
  )
  const main = `<article class="narrow prose">
<h1>${escapeHtml(page.title)}</h1>
${sections.join('\n')}
</article>`
  return renderLayout({ ...context, title: page.title, main })
}
