/** Copies a text; false when the browser or the page does not allow it. */
export async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text)
    return true
  } catch {
    return false
  }
}

/**
 * Prints a text from a window of its own: from the page itself the clinic's whole site would come out. Nothing is parsed,
 * and no style element is needed, so that it works under any policy of the page.
 */
export function printText(title: string, text: string): boolean {
  const view = window.open('', '', 'popup,width=720,height=800')
  if (!view) return false
  view.document.title = title
  const sheet = view.document.createElement('pre')
  sheet.style.cssText = 'font: 1rem/1.5 system-ui, sans-serif; white-space: pre-wrap'
  sheet.textContent = text
  view.document.body.replaceChildren(sheet)
  view.onafterprint = () => view.close()
  view.print()
  return true
}
