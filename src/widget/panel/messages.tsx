import { useLayoutEffect, useRef } from 'preact/hooks'
import type { Chat } from './chat.js'
import { Choices } from './choices.js'
import { choicesKey, currentActions, currentFeedback, isWaiting } from './log.js'
import { OwnMessageView } from './own-message.js'
import { ReplyView } from './reply.js'
import { useSurroundings } from './surroundings.js'

/**
 * A new answer is scrolled so that it begins at the top, under its question: answers are read from their beginning. A
 * care card comes to the very top.
 */
function scrollToNews(area: HTMLElement): void {
  const lines = area.querySelectorAll<HTMLElement>('.own, .reply')
  const last = lines[lines.length - 1]
  // The welcome alone is already where it should be.
  if (!last || lines.length === 1) return
  const question = lines[lines.length - 2]
  const top = last.matches('.with-card') || !question?.matches('.own') ? last : question
  // On the lowest screens the whole panel scrolls, see panel.css.
  const scroller = getComputedStyle(area).overflowY === 'visible' ? (area.parentElement ?? area) : area
  scroller.scrollTop += top.getBoundingClientRect().top - scroller.getBoundingClientRect().top - 20
}

/** The conversation, then what can be asked next. Only the conversation is a live region: each answer is read out once. */
export function Messages({ chat }: { chat: Chat }) {
  const { say } = useSurroundings()
  const { log, restored, status } = chat.state
  const area = useRef<HTMLDivElement>(null)
  useLayoutEffect(() => {
    if (area.current && log.length > 0) scrollToNews(area.current)
  }, [log.length])

  const waiting = (isWaiting(log) || (log.length === 0 && status === 'connecting')) && status !== 'ended'
  const choices = currentActions(log)
  const label = choicesKey(log)
  const feedback = currentFeedback(log)
  const choose = (text: string) => {
    chat.send(text)
    // The button that was pressed goes; without this a keyboard would start again at the top of the page.
    area.current?.focus({ preventScroll: true })
  }
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable to scroll it by keyboard
    <section class="scroll" ref={area} tabIndex={0} aria-label={say('log')}>
      <div class="log" role="log" aria-live={restored ? 'polite' : 'off'} aria-label={say('log')}>
        {log.map(line =>
          line.kind === 'own' ? (
            <OwnMessageView key={line.key} line={line} onRetry={() => chat.retry(line.key)} />
          ) : (
            <ReplyView key={line.key} line={line} />
          )
        )}
      </div>
      {waiting && (
        <p class="typing">
          <span class="dots" aria-hidden="true">
            <i />
            <i />
            <i />
          </span>{' '}
          {say('typing')}
        </p>
      )}
      {!waiting && <Choices label={label ? say(label) : ''} choices={choices} onChoose={choose} />}
      {!waiting && feedback && <Choices label={feedback.ask} choices={feedback.labels} onChoose={choose} />}
    </section>
  )
}
