/** A stretch of a text, from `start` up to but not including `end`. */
export interface Span {
  start: number
  end: number
}

// A sentence ends at . ! ? (with closing quotes) before a blank or the end, and at every line break.
const boundary = /(?:[.!?]+["'”’)]*(?=\s|$)|\n+)/g

/** The sentences of a text with their offsets, without the blanks around them. "38.5 now. Worse" -> two. */
export function sentences(text: string): Span[] {
  const spans: Span[] = []
  let start = 0
  const close = (end: number) => {
    const piece = text.slice(start, end)
    const lead = piece.length - piece.trimStart().length
    const trimmed = piece.trim()
    if (trimmed) spans.push({ start: start + lead, end: start + lead + trimmed.length })
    start = end
  }
  for (const match of text.matchAll(boundary)) close(match.index + match[0].length)
  close(text.length)
  return spans
}
