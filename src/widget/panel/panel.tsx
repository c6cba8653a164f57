import { useEffect, useLayoutEffect, useRef } from 'preact/hooks'
import type { Mode } from '../handshake.js'
import type { Chat } from './chat.js'
import { Composer } from './composer.js'
import { coversScreen, keepFocusInside, mayFocusBox } from './focus.js'
import { isBookingClosed } from './log.js'
import type { LookUp } from './look-up.js'
import { Menu } from './menu.js'
import { Messages } from './messages.js'
import { OutwardLink } from './outward-link.js'
import { directionOf, type Settings, sayFrom } from './settings.js'
import { StatusLine } from './status-line.js'
import { Surroundings, useSurroundings } from './surroundings.js'
import { Unavailable } from './unavailable.js'

export interface PanelProps {
  chat: Chat
  /** Missing until the settings are there. */
  lookUp: LookUp | undefined
  base: string
  fallback: string
  mode: Mode
  isOpen: boolean
  onClose: () => void
}

/** The clinic's phone when it gave one, else its page: a person is always one tap away. */
function Contact({ settings }: { settings: Settings }) {
  const { say } = useSurroundings()
  const { phone, page } = settings.clinic.contact
  return (
    <p class="contact">
      <OutwardLink url={phone ? `tel:${phone.replace(/[^+\d]/g, '')}` : page} class="link">
        {say('contact')}
        {phone && `: ${phone}`}
      </OutwardLink>
    </p>
  )
}

/** Where the clinic gave no phone, its page may be the one that sells: in an emergency it goes away. */
function leadsToBooking({ clinic }: Settings): boolean {
  return !clinic.contact.phone && clinic.contact.page === clinic.bookingUrl
}

const cross = (
  <svg viewBox="0 0 24 24" aria-hidden="true" focusable="false">
    <path d="M6 6l12 12M18 6L6 18" />
  </svg>
)

/** The window: a dialog that leaves the page usable on a desktop, and takes the screen on a phone. */
export function Panel({ chat, lookUp, base, fallback, mode, isOpen, onClose }: PanelProps) {
  const panel = useRef<HTMLDivElement>(null)
  const { settings, log } = chat.state
  const inline = mode !== 'float'
  const ready = typeof settings === 'object' && lookUp !== undefined

  useLayoutEffect(() => {
    if (!isOpen || inline || !panel.current) return
    const at = (panel.current.getRootNode() as ShadowRoot).activeElement
    // Once more when the settings come, but never away from where somebody has gone meanwhile.
    if (at && at !== panel.current && panel.current.contains(at)) return
    const box = mayFocusBox() && panel.current.querySelector('textarea')
    ;(box || panel.current).focus()
  }, [isOpen, ready, inline])

  useEffect(() => {
    const box = panel.current
    if (inline || !box) return
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key === 'Escape') {
        event.stopPropagation()
        onClose()
      } else if (event.key === 'Tab' && coversScreen()) keepFocusInside(box, event)
    }
    box.addEventListener('keydown', onKeyDown)
    return () => box.removeEventListener('keydown', onKeyDown)
  }, [inline, onClose])

  const say = ready ? sayFrom(settings) : () => ''
  const naming = {
    role: inline ? 'region' : 'dialog',
    'aria-label': say('panel-title') || 'Ask a question',
    ...(ready
      ? { 'aria-describedby': 'ask-notice', lang: settings.language, dir: directionOf(settings.language) }
      : {}),
    ...(!inline && coversScreen() ? { 'aria-modal': true } : {})
  } as const
  const surroundings = { say, language: ready ? settings.language : 'en', base }
  return (
    <Surroundings.Provider value={surroundings}>
      <div class={`panel ${mode}${isOpen ? '' : ' shut'}`} ref={panel} tabIndex={-1} {...naming}>
        <div class="head">
          <h2 class="title">{say('panel-title')}</h2>
          {ready && <Menu log={log} onDelete={() => chat.send(say('delete-words'))} />}
          {!inline && (
            <button type="button" class="icon" aria-label={say('close') || 'Close'} onClick={onClose}>
              {cross}
            </button>
          )}
        </div>
        {ready && (
          <>
            <p class="notice" id="ask-notice">
              {say('notice')}
            </p>
            <Messages chat={chat} />
            <StatusLine chat={chat} />
            <Composer onSend={text => chat.send(text)} lookUp={lookUp}>
              {!(leadsToBooking(settings) && isBookingClosed(log)) && <Contact settings={settings} />}
            </Composer>
          </>
        )}
        {settings === 'failed' && <Unavailable fallback={fallback} onRetry={() => chat.loadSettings()} />}
      </div>
    </Surroundings.Provider>
  )
}
