import type { Line } from './log.js'
import { SaidAt } from './said-at.js'
import { useSurroundings } from './surroundings.js'

interface OwnMessage {
  line: Extract<Line, { kind: 'own' }>
  onRetry: () => void
}

/** What the visitor wrote, word for word, and whether it has arrived. */
export function OwnMessageView({ line, onRetry }: OwnMessage) {
  const { say } = useSurroundings()
  return (
    <div class="own">
      <p class="words">
        <span class="hidden">{say('you')} </span>
        {line.text}
      </p>
      <SaidAt at={line.at} />
      {(line.state === 'failed' || line.state === 'too-many') && (
        <p class="not-sent">
          {say(line.state === 'failed' ? 'not-sent' : 'too-many')}{' '}
          <button type="button" class="text-button" onClick={onRetry}>
            {say('try-again')}
          </button>
        </p>
      )}
    </div>
  )
}
