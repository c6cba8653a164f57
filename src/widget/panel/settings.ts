/** `GET /widget/settings.json`: the clinic, every sentence of the widget, and the questions to begin with. */
export interface Settings {
  clinic: { name: string; bookingUrl: string; contact: { page: string; phone: string | null; email: string | null } }
  page: Record<string, string>
  suggestions: string[]
}

export async function loadSettings(base: string, fetch: typeof globalThis.fetch): Promise<Settings> {
  const response = await fetch(new URL('settings.json', base), { credentials: 'omit' })
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
