import type { Line } from './log.js'
import type { Say } from './settings.js'

interface OwnMessage {
  line: Extract<Line, { kind: 'own' }>
  say: Say
  onRetry: () => void
}

/** What the visitor wrote, word for word, and whether it has arrived. */
export function OwnMessageView({ line, say, onRetry }: OwnMessage) {
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
