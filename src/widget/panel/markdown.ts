import { safeLink } from './safe-link.js'

/*
 * Light Markdown to a tree: **bold**, [label](address), bare addresses, lists. Everything else is text, HTML too: the tree
 * is drawn as text nodes, so nothing that comes over the wire is ever markup.
 */
export type Inline =
  | { kind: 'text'; text: string }
  | { kind: 'bold'; text: string }
  | { kind: 'link'; text: string; url: string }

export type Markdown = { kind: 'paragraph'; text: Inline[] } | { kind: 'list'; items: Inline[][] }

const marks = /\*\*(.+?)\*\*|\[([^\]]+)\]\(([^\s)]+)\)|(https?:\/\/[^\s<>"]*[^\s<>".,;:!?)])/g
const listItem = /^\s*(?:[-*•]|\d+[.)])\s+/

/** A line's bold and links. A link to anywhere but http, https and tel stays the text that it was. */
export function parseInline(line: string): Inline[] {
  const found: Inline[] = []
  let end = 0
  const text = (until: number) => {
    if (until > end) found.push({ kind: 'text', text: line.slice(end, until) })
  }
  for (const mark of line.matchAll(marks)) {
    const [whole, bold, label, target, bare] = mark
    const address = target ?? bare
    // Absolute addresses only: a relative one would lead into the page that we are a guest of.
    const url = address === undefined ? null : safeLink(address)
    if (bold === undefined && !url) continue
    text(mark.index)
    found.push(url ? { kind: 'link', text: label ?? whole, url } : { kind: 'bold', text: bold ?? '' })
    end = mark.index + whole.length
  }
  text(line.length)
  return found
}

/** Paragraphs are parted by empty lines; each list line is an item. Single line breaks stay in the text. */
export function parseMarkdown(text: string): Markdown[] {
  const blocks: Markdown[] = []
  let paragraph: string[] = []
  const close = () => {
    if (paragraph.length > 0) blocks.push({ kind: 'paragraph', text: parseInline(paragraph.join('\n')) })
    paragraph = []
  }
  for (const line of text.split(/\r?\n/)) {
    const mark = listItem.exec(line)
    if (mark) {
      close()
      const item = parseInline(line.slice(mark[0].length))
      const last = blocks.at(-1)
      if (last?.kind === 'list') last.items.push(item)
      else blocks.push({ kind: 'list', items: [item] })
    } else if (line.trim() === '') {
      close()
    } else paragraph.push(line)
  }
  close()
  return blocks
}
