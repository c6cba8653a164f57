const names: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }

/** Text as HTML, in elements and in quoted attributes. The only way by which text enters a page. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, sign => names[sign]!)
}

/**
 * A value as JSON that may stand in a `<script>` block: `<`, `>` and `&` as \u escapes, so that no text can close the
 * block ("</script>") or open a comment in it ("<!--").
 */
export function escapeJson(value: unknown): string {
  return JSON.stringify(value).replace(
    /[<>&\u2028\u2029]/g,
    sign => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`
  )
}
