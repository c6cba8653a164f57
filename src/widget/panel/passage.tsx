import type { Part } from '../../domain/reply.js'
import { OutwardLink } from './outward-link.js'
import { Blocks } from './prose.js'
import type { Say } from './settings.js'

/** A passage of the article, and the link to the place where it stands. */
export function Passage({ part, base, say }: { part: Extract<Part, { kind: 'passage' }>; base: string; say: Say }) {
  return (
    <div class="passage">
      <Blocks blocks={part.blocks} />
      <p class="source">
        <OutwardLink url={part.source.url} base={base} say={say}>
          {part.source.label}
        </OutwardLink>
      </p>
    </div>
  )
}
