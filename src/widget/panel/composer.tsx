import type { ComponentChildren } from 'preact'
import { useRef, useState } from 'preact/hooks'
import { useSurroundings } from './surroundings.js'

const limit = 4000

interface ComposerProps {
  onSend: (text: string) => void
  /** Stands beside the label. */
  children: ComponentChildren
}

/** The box to type in. A text that is too long is not cut, it is counted: nobody loses words without being told. */
export function Composer({ onSend, children }: ComposerProps) {
  const { say } = useSurroundings()
  const [text, setText] = useState('')
  const box = useRef<HTMLTextAreaElement>(null)
  const over = text.trim().length - limit

  const send = () => {
    const words = text.trim()
    if (words && over <= 0) {
      onSend(words)
      setText('')
    }
    box.current?.focus()
  }

  return (
    <form
      class="composer"
      onSubmit={event => {
        event.preventDefault()
        send()
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
      <div class="row">
        <textarea
          id="ask-input"
          ref={box}
          rows={1}
          value={text}
          aria-invalid={over > 0}
          aria-describedby={over > 0 ? 'ask-too-long' : undefined}
          enterkeyhint="send"
          autocomplete="off"
          onInput={event => setText(event.currentTarget.value)}
          onKeyDown={event => {
            // While a word is being composed (Japanese, Chinese), Enter belongs to the keyboard.
            if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return
            event.preventDefault()
            send()
          }}
        />
        <button type="submit" class="send">
          {say('send')}
        </button>
      </div>
    </form>
  )
}
