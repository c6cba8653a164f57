/** What a page can be told of. No event carries a word of the conversation: it is nobody's but the visitor's. */
export interface Events {
  open: undefined
  close: undefined
  /** The visitor has sent something. */
  sent: undefined
  /** An answer has come. */
  reply: undefined
  /** An answer sends the visitor on: to book, or to a person. */
  handoff: { to: string }
}
export type Emit = <Name extends keyof Events>(name: Name, detail?: Events[Name]) => void

/** `window.askTheClinic`. Before the loader has come the page may make it an array of calls: `[['ask', 'How long …?']]`. */
export interface Api {
  open: () => void
  close: () => void
  toggle: () => void
  /** Opens, and sends a question as if it was typed. */
  ask: (question: string) => void
  /** The language of what the visitor reads and writes from now on: "en-GB". */
  setLocale: (locale: string) => void
  /** Forgets the conversation on this page and begins a new one. */
  reset: () => void
  /** Takes the widget off the page. */
  destroy: () => void
  /** Calls back at each event; gives the function that stops it. Each is a DOM event of the window too: `ask-the-clinic:open`. */
  on: <Name extends keyof Events>(name: Name, listener: (detail: Events[Name]) => void) => () => void
  push: (...calls: Call[]) => void
}
type Call = [keyof Api, ...unknown[]]

/** How it stands: over the page; part of the page, without a launcher and a close button; the same, as high as its place. */
export type Mode = 'float' | 'inline' | 'page'

/** What the loader gives the panel. */
export interface Mounting {
  /** Where to draw: an element inside the widget's shadow root. */
  place: HTMLElement
  /** The button that opens it. */
  launcher: HTMLElement
  /** The folder of loader.js, ending in a slash: settings.json lies beside it, /token one above. */
  base: string
  /** Where to send people when nothing loads. */
  fallback: string
  mode: Mode
  /** The `data-` options of the tag. */
  options: DOMStringMap
  /** Files are loaded by the hash that the build gave them: the tag has one. */
  pinned: boolean
}

/** What the panel gives back. */
export interface Mounted {
  open: () => void
  close: () => void
  toggle: () => void
  /** Opens, and sends a question, as if it was typed. */
  ask: (question?: string) => void
  /** The locale of the options is another. */
  setLocale: () => void
  reset: () => void
  destroy: () => void
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
    askTheClinic?: Api
  }
}
