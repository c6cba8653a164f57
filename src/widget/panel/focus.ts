const reachable = 'a[href], button:not([disabled]), textarea, [tabindex="0"]'

/** Keeps Tab inside `panel` while it covers the whole screen: what lies behind cannot be seen. */
export function keepFocusInside(panel: HTMLElement, event: KeyboardEvent): void {
  const stops = [...panel.querySelectorAll<HTMLElement>(reachable)].filter(stop => stop.getClientRects().length > 0)
  const first = stops[0]
  const last = stops.at(-1)
  const root = panel.getRootNode() as ShadowRoot
  const at = root.activeElement
  if (event.shiftKey && (at === first || at === panel)) {
    event.preventDefault()
    last?.focus()
  } else if (!event.shiftKey && at === last) {
    event.preventDefault()
    first?.focus()
  }
}

/** Small screens, and large ones at high zoom, give the panel the whole screen; the same rule as in panel.css. */
export const coversScreen = () => matchMedia('(max-width: 639px), (max-height: 479px)').matches

/** Mouse and keyboard: the text box may take the focus. On a touch screen that would bring the keyboard up over everything. */
export const mayFocusBox = () => matchMedia('(hover: hover) and (pointer: fine)').matches && !coversScreen()
