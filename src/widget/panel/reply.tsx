import type { Part } from '../../domain/reply.js'
import { CareCard } from './care-card.js'
import type { Line } from './log.js'
import { OutwardLink } from './outward-link.js'
import { Passage } from './passage.js'
import { Prose } from './prose.js'
import { SaidAt } from './said-at.js'
import { useSurroundings } from './surroundings.js'

function PartView({ part }: { part: Part }) {
  switch (part.kind) {
    case 'care-card':
      return <CareCard part={part} />
    case 'passage':
      return <Passage part={part} />
    case 'link':
      return (
        <p>
          <OutwardLink url={part.link.url} class={part.purpose === 'booking' ? 'button' : 'link'}>
            {part.link.label}
          </OutwardLink>
        </p>
      )
    case 'text':
      return <Prose text={part.text} />
    default:
      // A newer server may send parts that this panel does not know.
      return null
  }
}

/** An answer. Care cards come before everything else, whatever the order of the parts. */
export function ReplyView({ line }: { line: Extract<Line, { kind: 'reply' }> }) {
  const { say } = useSurroundings()
  const parts = line.reply?.parts ?? []
  const cards = parts.filter(part => part.kind === 'care-card')
  const rest = parts.filter(part => part.kind !== 'care-card')
  return (
    <div class={`reply${cards.length > 0 ? ' with-card' : ''}`}>
      <p class="hidden">
        {say('assistant')}
        <SaidAt at={line.at} />
      </p>
      {line.reply ? [...cards, ...rest].map(part => <PartView part={part} />) : <Prose text={line.text} />}
    </div>
  )
}
