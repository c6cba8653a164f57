import type { Block } from '../domain/passage.js'

/** A line of a file with its number, counted from 1. */
export interface Line {
  number: number
  text: string
}

/** A piece of text that stands on one line: a paragraph, a list item or a table row, without markers and bars. */
export interface Piece {
  line: number
  text: string
}

export function numberLines(text: string, first = 1): Line[] {
  return text.split('\n').map((line, index) => ({ number: first + index, text: line }))
}

/** Takes away what only lays the text out: "## ", "- ", "| a | b |" -> "a | b". */
export function bare(line: string): string {
  const text = line.trim()
  if (text.startsWith('|')) return cells(text).join(' | ')
  return text.replace(/^(?:#{1,6}|-) /, '')
}

/** The lines that carry words: no blank ones and no table rules. */
export function isContent(line: string): boolean {
  return line.trim() !== '' && !/^\|[-| :]+\|$/.test(line.trim())
}

export function piecesOf(lines: Line[]): Piece[] {
  return lines.filter(line => isContent(line.text)).map(line => ({ line: line.number, text: bare(line.text) }))
}

/** Paragraphs, `- ` lists and `|` tables. One line is one paragraph, as in the article. */
export function parseBlocks(lines: Line[]): Block[] {
  const blocks: Block[] = []
  let joins = false
  for (const { text } of lines) {
    const line = text.trim()
    const last = joins ? blocks.at(-1) : undefined
    joins = line !== ''
    if (!isContent(line)) continue
    if (line.startsWith('- ')) {
      if (last?.kind === 'list') last.items.push(bare(line))
      else blocks.push({ kind: 'list', items: [bare(line)] })
    } else if (line.startsWith('|')) {
      if (last?.kind === 'table') last.rows.push(cells(line))
      else blocks.push({ kind: 'table', header: cells(line), rows: [] })
    } else blocks.push({ kind: 'paragraph', text: line })
  }
  return blocks
}

function cells(row: string): string[] {
  return row
    .trim()
    .replace(/^\||\|$/g, '')
    .split('|')
    .map(cell => cell.trim())
}
