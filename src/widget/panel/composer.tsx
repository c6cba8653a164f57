import type { ComponentChildren } from 'preact'
import { useRef, useState } from 'preact/hooks'
import type { LookUp } from './look-up.js'
import { Matches } from './matches.js'
import { useSurroundings } from './surroundings.js'

const limit = 4000
const none: string[] = []

interface ComposerProps {
  onSend: (text: string) => void
  lookUp: LookUp
  /** Stands beside the label. */
  children: ComponentChildren
}

/**
 * The box to type in, with questions that the words may become. A text that is too long is not cut, it is counted: nobody
 * loses words without being told.
 */
export function Composer({ onSend, lookUp, children }: ComposerProps) {
  const { say } = useSurroundings()
  const [text, setText] = useState('')
  const [matches, setMatches] = useState(none)
  /** The match that Enter would send; -1: the box itself. */
  const [active, setActive] = useState(-1)
  const box = useRef<HTMLTextAreaElement>(null)
  const over = text.trim().length - limit

  const show = (found: string[]) => {
    setMatches(found)
    setActive(-1)
  }
  const type = (words: string) => {
    setText(words)
    lookUp(words).then(found => box.current?.value === words && show(found))
  }
  const send = (words: string) => {
    if (words && over <= 0) {
      onSend(words)
      setText('')
      show(none)
    }
    box.current?.focus()
  }
  const onKeyDown = (event: KeyboardEvent) => {
    // While a word is being composed (Japanese, Chinese), the keys belong to the keyboard.
    if (event.isComposing) return
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (step && matches.length > 0) {
      // Round through the matches, and once back to the box.
      const places = matches.length + 1
      setActive(((active + 1 + step + places) % places) - 1)
    } else if (event.key === 'Escape' && matches.length > 0) {
      // The first Esc closes the list, the next one the panel.
      event.stopPropagation()
      show(none)
    } else if (event.key === 'Enter' && !event.shiftKey) send(matches[active] ?? text.trim())
    else return
    event.preventDefault()
  }

  return (
    <form
      class="composer"
      onSubmit={event => {
        event.preventDefault()
        send(text.trim())
      }}
    >
      <div class="above">
        <label for="ask-input">{say('input')}</label>
        {children}
      </div>
      {over > 0 && (
        <p class="too-long" id="ask-too-long" role="alert">
          {say('too-long', { count: String(over) })}
        </p>
      )}
      <Matches matches={matches} active={active} onPick={send} />
      <div class="row">
        <textarea
          id="ask-input"
          ref={box}
          rows={1}
          value={text}
          aria-invalid={over > 0}
          aria-describedby={over > 0 ? 'ask-too-long' : undefined}
          aria-autocomplete="list"
          aria-controls={matches.length > 0 ? 'ask-matches' : undefined}
          aria-activedescendant={active < 0 ? undefined : `ask-match-${active}`}
          enterkeyhint="send"
          autocomplete="off"
          onInput={event => type(event.currentTarget.value)}
          onBlur={event => event.relatedTarget && show(none)}
          onKeyDown={onKeyDown}
        />
        <button type="submit" class="send">
          {say('send')}
        </button>
      </div>
    </form>
  )
}
