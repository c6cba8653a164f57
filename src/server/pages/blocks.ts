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

// `data-label` repeats the heading: on narrow screens the stylesheet sets it beside the cell.
function renderTable(header: string[], rows: string[][]): string {
  const headings = header.map(cell => `<th scope="col">${renderInline(cell)}</th>`).join('')
  const cells = (row: string[]) =>
    row
      .map((cell, column) => `<td data-label="${escapeHtml(header[column] ?? '')}">${renderInline(cell)}</td>`)
      .join('')
  return `<table><thead><tr>${headings}</tr></thead><tbody>${rows.map(row => `<tr>${cells(row)}</tr>`).join('')}</tbody></table>`
}

function renderBlock(block: Block): string {
  switch (block.kind) {
    case 'paragraph':
      return `<p>${renderInline(block.text)}</p>`
    case 'list':
      return `<ul>${block.items.map(item => `<li>${renderInline(item)}</li>`).join('')}</ul>`
    case 'table':
      return renderTable(block.header, block.rows)
  }
}

/** The parts of a passage or section as HTML, in order. */
export function renderBlocks(blocks: Block[]): string {
  return blocks.map(renderBlock).join('\n')
}
