import { render } from 'preact'
import { type Emit, type Mount, mountKey } from '../handshake.js'
import { addSheet } from '../sheet.js'
import { Badge } from './badge.js'
import { Chat } from './chat.js'
import { countReplies } from './log.js'
import { createLookUp, type LookUp } from './look-up.js'
import styles from './panel.css'
import { Panel } from './panel.js'

const emit: Emit = (name, detail) => dispatchEvent(new CustomEvent(`ask-the-clinic:${name}`, { detail }))

/** Draws the panel into the loader's shadow root; closed at first. */
const mount: Mount = ({ place, launcher, base, fallback, mode, options, pinned }) => {
  const root = place.getRootNode() as ShadowRoot
  addSheet(root, styles)
  // The loader may have said here that nothing came.
  place.removeAttribute('class')
  place.removeAttribute('role')
  const label = launcher.textContent ?? ''
  // It is here since the launcher got the focus, so this is said in time; every page would pay for it in the loader.
  launcher.setAttribute('aria-haspopup', 'dialog')
  launcher.setAttribute('aria-expanded', 'false')
  let isOpen = false
  /** Where the focus was before. */
  let opener: Element | null = null
  /** How many answers there were when it was closed. */
  let read = 0
  let lookUp: LookUp | undefined

  const show = (open: boolean) => {
    if (isOpen === open) return
    if (open) opener = document.activeElement
    isOpen = launcher.hidden = open
    launcher.setAttribute('aria-expanded', `${open}`)
    read = countReplies(chat.state.log)
    draw()
    if (!open) {
      const back = opener instanceof HTMLElement && opener.isConnected && opener.tabIndex >= 0 ? opener : launcher
      back.focus()
    }
    emit(open ? 'open' : 'close')
  }
  const close = () => show(false)
  const open = () => {
    chat.open()
    show(true)
  }
  const draw = () => {
    const { settings, log } = chat.state
    if (typeof settings === 'object') lookUp ??= createLookUp(base, pinned, settings.questions)
    render(<Panel {...{ chat, lookUp, base, fallback, mode, isOpen, onClose: close }} />, place)
    render(<Badge label={label} settings={settings} unread={isOpen ? 0 : countReplies(log) - read} />, launcher)
  }
  const chat: Chat = new Chat({ base, options, emit, onChange: () => draw() })
  draw()

  return {
    open,
    close,
    toggle: () => (isOpen ? close() : open()),
    ask(question) {
      open()
      if (question) chat.send(question)
    },
    setLocale: () => chat.loadSettings(),
    reset: () => chat.startAgain(),
    destroy: () => chat.destroy()
  }
}

window[mountKey] = mount
