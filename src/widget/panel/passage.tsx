import type { Part } from '../../domain/reply.js'
import { OutwardLink } from './outward-link.js'
import { Blocks } from './prose.js'

/** A passage of the article, and the link to the place where it stands. */
export function Passage({ part }: { part: Extract<Part, { kind: 'passage' }> }) {
  return (
    <div class="passage">
      <Blocks blocks={part.blocks} />
      <p class="source">
        <OutwardLink url={part.source.url}>{part.source.label}</OutwardLink>
      </p>
    </div>
  )
}
