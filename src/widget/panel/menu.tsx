import { useRef, useState } from 'preact/hooks'
import { copyText, printText } from './hand-out.js'
import type { Log } from './log.js'
import { useSurroundings } from './surroundings.js'
import { transcribe } from './transcript.js'

interface MenuProps {
  log: Log
  onDelete: () => void
}

const dots = (
  <svg viewBox="0 0 24 24" aria-hidden="true" focusable="false">
    <path d="M5 12h0M12 12h0M19 12h0" />
  </svg>
)

/** What can be done with the conversation: copied, printed, deleted. Deleting asks once more. */
export function Menu({ log, onDelete }: MenuProps) {
  const { say, language } = useSurroundings()
  const [isOpen, setOpen] = useState(false)
  const [asked, setAsked] = useState(false)
  const [note, setNote] = useState('')
  const toggle = useRef<HTMLButtonElement>(null)

  const show = (open: boolean) => {
    setOpen(open)
    setAsked(false)
    setNote('')
  }
  const text = () => transcribe(log, say, language)
  const copy = () => copyText(text()).then(done => setNote(say(done ? 'copied' : 'not-copied')))
  const print = () => printText(say('panel-title'), text()) || setNote(say('not-printed'))
  const remove = () => {
    if (!asked) return setAsked(true)
    show(false)
    toggle.current?.focus()
    onDelete()
  }

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Esc from any of its buttons closes the menu and not the panel
    <div
      class="menu-place"
      onKeyDown={event => {
        if (event.key !== 'Escape' || !isOpen) return
        event.stopPropagation()
        show(false)
        toggle.current?.focus()
      }}
    >
      <button
        type="button"
        class="icon"
        ref={toggle}
        aria-label={say('menu')}
        aria-expanded={isOpen}
        onClick={() => show(!isOpen)}
      >
        {dots}
      </button>
      {isOpen && (
        <div class="menu">
          <button type="button" onClick={copy}>
            {say('copy')}
          </button>
          <button type="button" onClick={print}>
            {say('print')}
          </button>
          <button type="button" class="alarm" onClick={remove}>
            {say(asked ? 'delete-sure' : 'delete')}
          </button>
        </div>
      )}
      <p class={note ? 'note' : 'hidden'} role="status">
        {note}
      </p>
    </div>
  )
}
