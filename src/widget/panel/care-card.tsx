import type { Part } from '../../domain/reply.js'
import { OutwardLink } from './outward-link.js'
import { Prose } from './prose.js'

type CareCardPart = Extract<Part, { kind: 'care-card' }>

// The three forms of the NHS: https://service-manual.nhs.uk/design-system/components/care-cards
const forms = { emergency: 'emergency', urgent: 'urgent', gp: 'non-urgent', wait: 'non-urgent' } as const

/**
 * A care card. The hidden prefix says to a screen reader what the colour says to the eye. The numbers to call stand before
 * the reasons: whoever needs them should not have to scroll.
 */
export function CareCard({ part }: { part: CareCardPart }) {
  return (
    <section class={`care-card ${forms[part.urgency] ?? 'urgent'}`}>
      <h3>
        <span class="hidden">{part.prefix}: </span>
        {part.heading}
      </h3>
      <div class="care-body">
        {part.links.length > 0 && (
          <ul class="calls">
            {part.links.map(({ label, url }) => (
              <li key={url}>
                <OutwardLink class="call" url={url}>
                  {label}
                </OutwardLink>
              </li>
            ))}
          </ul>
        )}
        {part.signs.length > 0 && (
          <>
            <p class="mentioned">{part.lead}</p>
            <ul>
              {part.signs.map(sign => (
                <li key={sign}>{sign}</li>
              ))}
            </ul>
          </>
        )}
        {part.paragraphs.map(paragraph => (
          <Prose key={paragraph} text={paragraph} />
        ))}
        <p class="attribution">{part.attribution}</p>
      </div>
    </section>
  )
}
