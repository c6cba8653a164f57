import { inks } from './colour.js'
import { type Mounted, mountKey } from './handshake.js'
import styles from './loader.css'
import { addSheet } from './sheet.js'

/*
 * The one script tag of a clinic's page. It draws the launcher and nothing else; the panel is loaded when somebody is
 * about to use it. Kept small by hand: every visitor of the clinic's site pays for this file.
 */
const script = document.currentScript as HTMLScriptElement | null

function start({ src, dataset }: HTMLScriptElement): void {
  const base = new URL('.', src).href
  const fallback = dataset.fallback ?? new URL('../faq', base).href
  const inline = dataset.mode === 'inline'

  // Rules of the page reach the host element, so what matters is set there with !important and on the wrapper inside.
  const host = document.createElement('ask-the-clinic')
  host.style.cssText = `all:initial!important;display:${inline ? 'block' : 'contents'}!important`
  const root = host.attachShadow({ mode: 'open' })
  addSheet(root, styles)
  const wrapper = document.createElement('div')
  wrapper.className = `ask-clinic${dataset.position === 'left' ? ' start' : ''}`
  const colours = inks(dataset.colour)
  if (colours) {
    wrapper.style.setProperty('--accent', colours.back)
    wrapper.style.setProperty('--on-accent', colours.ink)
  }
  const place = document.createElement('div')
  const launcher = document.createElement('button')
  launcher.className = 'launcher'
  launcher.type = 'button'
  launcher.textContent = dataset.label ?? 'Ask a question'
  launcher.setAttribute('aria-haspopup', 'dialog')
  launcher.setAttribute('aria-expanded', 'false')
  wrapper.append(place)
  if (!inline) wrapper.append(launcher)
  root.append(wrapper)

  let loading: Promise<Mounted> | undefined
  let opener: Element | null = null
  let isOpen = false

  const shown = (open: boolean) => {
    isOpen = open
    launcher.hidden = open
    launcher.setAttribute('aria-expanded', `${open}`)
  }

  const onClose = () => {
    if (!isOpen) return
    shown(false)
    const back = opener instanceof HTMLElement && opener.isConnected && opener !== document.body ? opener : launcher
    back.focus()
  }

  const load = () => {
    loading ??= new Promise<Mounted>((resolve, reject) => {
      const panel = document.createElement('script')
      panel.src = `${base}panel.js`
      panel.onload = () => {
        const mount = window[mountKey]
        if (mount) resolve(mount({ place, base, fallback, inline, onClose }))
        else reject()
      }
      panel.onerror = reject
      document.head.append(panel)
    })
    loading.catch(() => {
      loading = undefined
    })
    return loading
  }

  const failed = () => {
    const link = document.createElement('a')
    link.href = fallback
    link.textContent = 'Read the questions and answers'
    place.className = 'failed'
    place.setAttribute('role', 'alert')
    place.replaceChildren('This did not load. ', link)
  }

  const open = (question?: string) => {
    if (!isOpen) opener = document.activeElement === host ? launcher : document.activeElement
    load().then(panel => {
      shown(true)
      panel.open()
      if (question) panel.ask(question)
    }, failed)
  }

  const close = () => {
    if (isOpen) loading?.then(panel => panel.close())
  }

  for (const intent of ['pointerenter', 'focus', 'touchstart'])
    launcher.addEventListener(intent, () => load().catch(() => {}), { passive: true })
  launcher.addEventListener('click', () => open())
  document.addEventListener('click', event => {
    const link = event.target instanceof Element && event.target.closest<HTMLElement>('[data-ask]')
    if (!link || event.defaultPrevented || event.ctrlKey || event.metaKey || event.shiftKey) return
    event.preventDefault()
    open(link.dataset.ask)
  })

  const draw = () => {
    if (inline) {
      script?.after(host)
      open()
    } else document.body.append(host)
  }
  if (document.body) draw()
  else document.addEventListener('DOMContentLoaded', draw)

  window.askTheClinic = { open: () => open(), close, toggle: () => (isOpen ? close() : open()) }
}

// A second copy of the tag finds the first one's `askTheClinic` and leaves.
if (script && !window.askTheClinic) start(script)
