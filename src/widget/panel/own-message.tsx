import type { Line } from './log.js'
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
      {line.state === 'failed' && (
        <p class="not-sent">
          {say('not-sent')}{' '}
          <button type="button" class="text-button" onClick={onRetry}>
            {say('try-again')}
          </button>
        </p>
      )}
    </div>
  )
}
