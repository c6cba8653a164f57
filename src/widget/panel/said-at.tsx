import { useSurroundings } from './surroundings.js'
import { timeOf } from './transcript.js'

/** When a message was sent, for who cannot see how far down it stands. */
export function SaidAt({ at }: { at: number | null }) {
  const { say, language } = useSurroundings()
  if (at === null) return null
  return (
    <time class="hidden" dateTime={new Date(at).toISOString()}>
      {' '}
      {say('at', { time: timeOf(at, language) })}
    </time>
  )
}
