/**
 * `GET /widget/settings.json`: the clinic, every sentence of the widget and the language they are in, and all questions there are.
 */
export interface Settings {
  language: string
  clinic: { name: string; bookingUrl: string; contact: { page: string; phone: string | null; email: string | null } }
  page: Record<string, string>
  questions: string[]
}

/** Whose settings: of the clinic that the page names, in a language if there is a choice. */
interface Wanted {
  base: string
  clinic: string | undefined
  locale: string
}

export async function loadSettings(
  { base, clinic, locale }: Wanted,
  fetch: typeof globalThis.fetch
): Promise<Settings> {
  const address = new URL('settings.json', base)
  address.searchParams.set('locale', locale)
  if (clinic) address.searchParams.set('clinic', clinic)
  const response = await fetch(address, { credentials: 'omit' })
  if (!response.ok) throw new Error(`settings.json: ${response.status}`)
  return (await response.json()) as Settings
}

/** A sentence with its `{placeholders}` filled. An unknown key says nothing rather than "undefined". */
export type Say = (key: string, values?: Record<string, string>) => string

export function sayFrom({ page, clinic }: Settings): Say {
  return (key, values) =>
    (page[key] ?? '').replace(
      /\{([a-z]+)\}/g,
      (whole, name: string) => ({ clinic: clinic.name, ...values })[name] ?? whole
    )
}

/** "ar" and "fa-IR" are written from right to left. */
export const directionOf = (language: string): 'rtl' | 'ltr' =>
  /^(ar|fa|he|ps|ur|yi)\b/.test(language) ? 'rtl' : 'ltr'
