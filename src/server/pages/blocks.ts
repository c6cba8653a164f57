import type { Block } from '../../domain/passage.js'
import { escapeHtml } from './escape.js'

// **bold**, [label](address) and bare addresses; any other mark is text.
const marks =
  /\*\*(?<bold>.+?)\*\*|\[(?<label>[^\]]+)\]\((?<target>(?:https?:\/\/|tel:)[^\s)]+)\)|(?<bare>https?:\/\/[^\s<>"]*[^\s<>".,;:!?)])/g

/** One line of text with light Markdown as HTML. Links go to http, https and tel only. */
export function renderInline(text: string): string {
  let html = ''
  let end = 0
  for (const mark of text.matchAll(marks)) {
    const { bold, label, target, bare } = mark.groups!
    html += escapeHtml(text.slice(end, mark.index))
    if (bold !== undefined) html += `<strong>${escapeHtml(bold)}</strong>`
    else html += `<a href="${escapeHtml(target ?? bare!)}">${escapeHtml(label ?? bare!)}</a>`
    end = mark.index + mark[0].length
  }
  return html + escapeHtml(text.slice(end))
}

const cells = (tag: 'th scope="col"' | 'td', row: string[]) =>
  `<tr>${row.map(cell => `<${tag}>${renderInline(cell)}</${tag.slice(0, 2)}>`).join('')}</tr>`

function renderBlock(block: Block): string {
  switch (block.kind) {
    case 'paragraph':
      return `<p>${renderInline(block.text)}</p>`
    case 'list':
      return `<ul>${block.items.map(item => `<li>${renderInline(item)}</li>`).join('')}</ul>`
    case 'table':
      return `<table><thead>${cells('th scope="col"', block.header)}</thead><tbody>${block.rows.map(row => cells('td', row)).join('')}</tbody></table>`
  }
}

/** The parts of a passage or section as HTML, in order. */
export function renderBlocks(blocks: Block[]): string {
  return blocks.map(renderBlock).join('\n')
}
