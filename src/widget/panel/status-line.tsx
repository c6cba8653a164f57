import type { Chat } from './chat.js'
import { Line } from './prose.js'
import { useSurroundings } from './surroundings.js'

/** Says when the connection is not there; silent while all is well and while the first connection is being made. */
export function StatusLine({ chat }: { chat: Chat }) {
  const { say } = useSurroundings()
  const { status, restored } = chat.state
  const silent = status === 'online' || status === 'ended' || (status === 'connecting' && !restored)
  return (
    <>
      <p class="status" role="status">
        {!silent && <Line text={say(status)} />}
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
