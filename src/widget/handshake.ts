/** What the loader gives the panel. */
export interface Mounting {
  /** Where to draw: an element inside the widget's shadow root. */
  place: HTMLElement
  /** The folder of loader.js, ending in a slash: settings.json lies beside it, /token one above. */
  base: string
  /** Where to send people when nothing loads. */
  fallback: string
  /** Inline: part of the page, without a launcher and without a close button. */
  inline: boolean
  onClose: () => void
}

/** What the panel gives back. */
export interface Mounted {
  open: () => void
  close: () => void
  /** Sends a question, as if it was typed. */
  ask: (question: string) => void
}

export type Mount = (mounting: Mounting) => Mounted

/**
 * Where panel.js leaves its `Mount` for the loader. A classic script and a symbol, not an ES module: a module from
 * another origin needs CORS headers on the file, which a clinic's proxy may drop.
 */
export const mountKey = Symbol.for('ask-the-clinic/mount')

declare global {
  interface Window {
    [mountKey]?: Mount
    askTheClinic?: { open: () => void; close: () => void; toggle: () => void }
  }
}
