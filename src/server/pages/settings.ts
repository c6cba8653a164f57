import type { Entry } from '../../domain/entry.js'
import { type PageContext, pageLanguage } from './layout.js'

/** What the widget needs to know and say: `GET /widget/settings.json`. */
export interface Settings {
  /** Of all the words below. */
  language: string
  clinic: { name: string; bookingUrl: string; contact: { page: string; phone: string | null; email: string | null } }
  /** Every sentence of the widget, by key. */
  page: Record<string, string>
  /** Every question that has an answer, for the box that finds them while one types. */
  questions: string[]
}

export function renderSettings({
  clinic,
  messages,
  entries
}: PageContext & { entries: Pick<Entry, 'question'>[] }): Settings {
  return {
    language: pageLanguage,
    clinic: { name: clinic.name, bookingUrl: clinic.booking.url, contact: clinic.contact },
    page: messages.page,
    questions: entries.map(({ question }) => question)
  }
}
