import type { ComponentChildren } from 'preact'
import { safeLink } from './safe-link.js'
import { useSurroundings } from './surroundings.js'

interface Outward {
  url: string
  class?: string
  children: ComponentChildren
}

/** A link out of the panel. Pages open in a new tab, so that the conversation stays; a number is called. */
export function OutwardLink({ url, children, class: name }: Outward) {
  const { say, base } = useSurroundings()
  const href = safeLink(url, base)
  if (!href) return <span>{children}</span>
  if (href.startsWith('tel:')) {
    return (
      <a class={name} href={href}>
        {children}
      </a>
    )
  }
  return (
    <a class={name} href={href} target="_blank" rel="noopener noreferrer">
      {children}
      <span class="hidden"> ({say('new-tab')})</span>
    </a>
  )
}
