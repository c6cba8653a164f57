import { make } from './make.js'

/**
 * Styles for a shadow root that a page with `style-src 'self'` allows: constructed sheets count as script, not as inline
 * style. Browsers before 2023 lack them and get a style element.
 */
export function addSheet(root: ShadowRoot, css: string): void {
  if (root.adoptedStyleSheets) {
    const sheet = new CSSStyleSheet()
    sheet.replaceSync(css)
    root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet]
  } else {
    root.append(make('style', { textContent: css }))
  }
}
