/** The address when it may be a link (http, https, tel), resolved against the server's; null otherwise. */
export function safeLink(address: string, base?: string): string | null {
  try {
    const url = new URL(address, base)
    return /^(https?|tel):$/.test(url.protocol) ? url.href : null
  } catch {
    return null
  }
}
