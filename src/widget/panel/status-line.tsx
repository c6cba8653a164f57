import type { Chat } from './chat.js'
import { useSurroundings } from './surroundings.js'

/** Says when the connection is not there; silent while all is well and while the first connection is being made. */
export function StatusLine({ chat }: { chat: Chat }) {
  const { say } = useSurroundings()
  const { status, restored } = chat.state
  const words = status === 'offline' ? say('offline') : status === 'connecting' && restored ? say('connecting') : ''
  return (
    <>
      <p class="status" role="status">
        {words}
      </p>
      {status === 'ended' && (
        <p class="status" role="alert">
          {say('ended')}{' '}
          <button type="button" class="text-button" onClick={() => chat.startAgain()}>
            {say('start-again')}
          </button>
        </p>
      )}
    </>
  )
}
