import type { Article } from '../domain/article.js'
import { type Span, sentences } from '../text/sentences.js'
import { bare, isContent, type Piece } from './blocks.js'
import type { Problem } from './problem.js'

/** A stretch of an article's line that a passage repeats. */
export interface Quoted extends Span {
  line: number
}

/**
 * Proves that each piece is exact article text at one of the given lines, in their order, and made of whole sentences:
 * half a sentence can say the opposite ("massage is safe" out of "nobody says that massage is safe").
 */
export function provePassage(
  pieces: Piece[],
  article: Article,
  lines: number[],
  file: string,
  linesAt: number,
  problems: Problem[]
): Quoted[] {
  const quoted: Quoted[] = []
  const open = lines.filter(line => isContent(article.lines[line - 1] ?? ''))
  if (open.length === 0) {
    problems.push({
      file,
      line: linesAt,
      message: `\`source.lines\` names no text of ${article.file}: give its line numbers`
    })
    return quoted
  }
  for (const piece of pieces) {
    const place = open.find(line => wholeSentences(bare(article.lines[line - 1]!), piece.text))
    if (place === undefined)
      problems.push({ file, line: piece.line, message: sayDifference(piece.text, article, open) })
    else {
      const start = bare(article.lines[place - 1]!).indexOf(piece.text)
      quoted.push({ line: place, start, end: start + piece.text.length })
    }
  }
  const unused = open.filter(line => !quoted.some(quote => quote.line === line))
  if (unused.length > 0 && quoted.length === pieces.length)
    problems.push({
      file,
      line: linesAt,
      message: `\`source.lines\` names line ${unused.join(', ')} of ${article.file}, which the passage does not use: take it out`
    })
  return quoted
}

/** Line numbers and ranges, spread out: [27, "29-31"] -> 27, 29, 30, 31. */
export function spreadLines(lines: (number | string)[]): number[] {
  return lines.flatMap(line => {
    if (typeof line === 'number') return [line]
    const [from, to] = line.split('-').map(Number) as [number, number]
    return Array.from({ length: Math.max(0, Math.min(to - from, 10_000) + 1) }, (_, index) => from + index)
  })
}

function wholeSentences(line: string, text: string): boolean {
  const start = line.indexOf(text)
  if (start < 0) return false
  const spans = sentences(line)
  return spans.some(span => span.start === start) && spans.some(span => span.end === start + text.length)
}

function sayDifference(text: string, article: Article, lines: number[]): string {
  const nearest = lines
    .map(line => ({ line, source: bare(article.lines[line - 1]!) }))
    .map(({ line, source }) => ({ line, source, same: samePrefix(source, text) }))
    .sort((a, b) => b.same - a.same)[0]!
  if (nearest.source.includes(text))
    return `the passage cuts a sentence of ${article.file}:${nearest.line}: copy whole sentences`
  const from = Math.max(0, nearest.same - 20)
  const show = (of: string) => `“${from > 0 ? '…' : ''}${of.slice(from, nearest.same + 20)}…”`
  return (
    `the passage is not the article's text: it says ${show(text)} where ${article.file}:${nearest.line} says ` +
    `${show(nearest.source)}. Copy the sentence word for word, or correct \`source.lines\``
  )
}

function samePrefix(a: string, b: string): number {
  let length = 0
  while (length < a.length && a[length] === b[length]) length++
  return length
}
