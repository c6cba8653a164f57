import type { Block } from '../domain/passage.js'
import type { Link, Part } from '../domain/reply.js'

const linkShape = /\]\(((?:tel:|https:)[^()\s]+)\)/g

/** A reply's parts as text with light Markdown; whatever a card shows stands here too, for clients that show no cards. */
export function writeText(parts: Part[]): string {
  return parts.map(writePart).join('\n\n')
}

/** Every address in the parts, in order. */
export function listLinks(parts: Part[]): string[] {
  return parts.flatMap(part => {
    if (part.kind === 'care-card') return part.links.map(link => link.url)
    if (part.kind === 'passage') return [...addressesIn(part.blocks), part.source.url]
    return part.kind === 'link' ? [part.link.url] : [...part.text.matchAll(linkShape)].map(match => match[1]!)
  })
}

function writePart(part: Part): string {
  switch (part.kind) {
    case 'text':
      return part.text
    case 'link':
      return writeLink(part.link)
    case 'passage':
      return `${part.blocks.map(writeBlock).join('\n\n')}\n\n${writeLink(part.source)}`
    case 'care-card': {
      const signs = part.signs.length > 0 ? [[part.lead, ...part.signs.map(sign => `- ${sign}`)].join('\n')] : []
      return [
        `**${part.heading}**`,
        ...signs,
        ...part.paragraphs,
        part.links.map(link => `- ${writeLink(link)}`).join('\n'),
        part.attribution
      ].join('\n\n')
    }
  }
}

function writeBlock(block: Block): string {
  if (block.kind === 'paragraph') return block.text
  if (block.kind === 'list') return block.items.map(item => `- ${item}`).join('\n')
  const row = (cells: string[]) => `| ${cells.join(' | ')} |`
  return [row(block.header), row(block.header.map(() => '-')), ...block.rows.map(row)].join('\n')
}

function writeLink({ label, url }: Link): string {
  return `[${label}](${url})`
}

function addressesIn(blocks: Block[]): string[] {
  return blocks.flatMap(block =>
    block.kind === 'paragraph' ? [...block.text.matchAll(/https:\/\/\S+/g)].map(String) : []
  )
}
