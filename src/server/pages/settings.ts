import type { Entry } from '../../domain/entry.js'
import type { PageContext } from './layout.js'

/** What the widget needs to know and say: `GET /widget/settings.json`. */
export interface Settings {
  clinic: { name: string; bookingUrl: string; contact: { page: string; phone: string | null; email: string | null } }
  /** Every sentence of the widget, by key. */
  page: Record<string, string>
  /** Questions to offer before the first one. */
  suggestions: string[]
}

export function renderSettings({
  clinic,
  messages,
  suggestions
}: PageContext & { suggestions: Pick<Entry, 'question'>[] }): Settings {
  return {
    clinic: { name: clinic.name, bookingUrl: clinic.booking.url, contact: clinic.contact },
    page: messages.page,
    suggestions: suggestions.map(({ question }) => question)
  }
}
