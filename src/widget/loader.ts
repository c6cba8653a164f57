import { inkOn } from './colour.js'
import { type Api, type Mode, type Mounted, mountKey } from './handshake.js'
import { type BuiltFile, loadScript } from './load-script.js'
import styles from './loader.css'
import { make } from './make.js'
import { addSheet } from './sheet.js'

/*
 * The one script tag of a clinic's page. It draws the launcher and nothing else; the panel is loaded when somebody is
 * about to use it. Kept small by hand: every visitor of the clinic's site pays for this file.
 */
declare const PANEL: BuiltFile

const script = document.currentScript as HTMLScriptElement | null

function start({ src, dataset, integrity }: HTMLScriptElement, waiting: Parameters<Api['push']>): void {
  const base = new URL('.', src).href
  const mode = (dataset.mode as Mode) ?? 'float'
  const inline = mode !== 'float'

  // Rules of the page reach the host element, so what matters is set there with !important and on the wrapper inside.
  const host = document.createElement('ask-the-clinic')
  host.style.cssText = `all:initial!important;display:${inline ? 'block!important;height:100%' : 'contents'}!important`
  const root = host.attachShadow({ mode: 'open' })
  addSheet(root, styles)
  // By the page's own direction, the launcher stands where the lines end.
  const side = dataset.position ?? (document.dir === 'rtl' ? 'left' : '')
  const wrapper = make('div', { className: `ask-clinic ${side} ${mode}` })
  const ink = inkOn(dataset.colour)
  if (ink) wrapper.style.cssText = `--accent:${dataset.colour};--on-accent:${ink}`
  const place = make('div')
  const textContent = dataset.label ?? 'Ask a question'
  const launcher = make('button', { className: 'launcher', textContent })
  wrapper.append(place, inline ? '' : launcher)
  root.append(wrapper)

  let loading: Promise<Mounted> | undefined
  const fallback = dataset.fallback ?? `${base}../faq`
  const ended = new AbortController()
  const { signal } = ended

  const load = () => {
    loading ??= loadScript(base, PANEL, !!integrity).then(() =>
      window[mountKey]!({ place, launcher, base, fallback, mode, options: dataset, pinned: !!integrity })
    )
    loading.catch(() => {
      loading = undefined
    })
    return loading
  }

  const failed = () => {
    place.className = 'failed'
    place.setAttribute('role', 'alert')
    const textContent = 'Read the questions and answers'
    place.replaceChildren('This did not load. ', make('a', { href: fallback, textContent }))
  }

  const call = (name: keyof Mounted) => (value?: unknown) =>
    void load().then(panel => panel[name](value as string), failed)

  const api: Api = {
    open: call('open'),
    toggle: call('toggle'),
    ask: call('ask'),
    reset: call('reset'),
    close: () => loading?.then(panel => panel.close()),
    setLocale(locale) {
      dataset.locale = locale
      loading?.then(panel => panel.setLocale())
    },
    destroy() {
      ended.abort()
      watch.disconnect()
      loading?.then(panel => panel.destroy())
      host.remove()
      delete window.askTheClinic
    },
    on(name, listener) {
      const type = `ask-the-clinic:${name}`
      const heard = (event: Event) => listener((event as CustomEvent).detail)
      addEventListener(type, heard, { signal })
      return () => removeEventListener(type, heard)
    },
    push(...calls) {
      for (const [name, ...values] of calls) (api[name] as (...values: unknown[]) => void)(...values)
    }
  }

  // A finger enters too, before it taps.
  launcher.onpointerenter = launcher.onfocus = () => void load().catch(() => {})
  launcher.onclick = api.open
  document.addEventListener(
    'click',
    event => {
      const link = (event.target as Element).closest?.<HTMLElement>('[data-ask]')
      if (!link || event.defaultPrevented || event.ctrlKey || event.metaKey || event.shiftKey) return
      event.preventDefault()
      api.ask(link.dataset.ask!)
    },
    { signal }
  )

  // A single-page site may swap the body, or all that is in it: the widget comes back with its conversation.
  const watch = new MutationObserver(() => {
    if (host.isConnected) return
    if (inline) api.destroy()
    else draw()
  })
  const draw = () => {
    if (inline) {
      script!.after(host)
      api.open()
    } else document.body.append(host)
    for (const part of [document.documentElement, document.body])
      watch.observe(part, { childList: true, subtree: inline })
  }
  if (document.body) draw()
  else document.addEventListener('DOMContentLoaded', draw, { signal })

  window.askTheClinic = api
  api.push(...waiting)
}

// A second copy of the tag finds the first one's `askTheClinic` and leaves.
const waiting = window.askTheClinic
if (script && !waiting?.open) start(script, Array.isArray(waiting) ? waiting : [])
