import { useSurroundings } from './surroundings.js'

interface MatchesProps {
  matches: string[]
  active: number
  onPick: (question: string) => void
}

/** Questions that the typed words may become: for the arrow keys, a tap or a click. How many there are is read out. */
export function Matches({ matches, active, onPick }: MatchesProps) {
  const { say } = useSurroundings()
  const count = matches.length
  return (
    <>
      <p class="hidden" role="status">
        {count > 0 && say('matches', { count: String(count) })}
      </p>
      {count > 0 && (
        <div class="matches" id="ask-matches" role="listbox" aria-label={say('suggested')}>
          {matches.map((question, place) => (
            // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are the text box's, where the focus stays
            // biome-ignore lint/a11y/useFocusableInteractive: the focus stays in the text box (aria-activedescendant)
            <div
              key={question}
              id={`ask-match-${place}`}
              role="option"
              aria-selected={place === active}
              // Without this the press would take the focus, and the keyboard of a phone would fold away.
              onPointerDown={event => event.preventDefault()}
              onClick={() => onPick(question)}
            >
              {question}
            </div>
          ))}
        </div>
      )}
    </>
  )
}
