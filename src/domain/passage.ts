/** A passage as its parts, so that each channel can draw them: `**bold**` and links stay as the article has them. */
export type Block =
  | { kind: 'paragraph'; text: string }
  | { kind: 'list'; items: string[] }
  | { kind: 'table'; header: string[]; rows: string[][] }

/** Where a passage stands: lines count from 1 in the article's file, anchor is the section's id on the article page. */
export interface Place {
  article: string
  title: string
  section: string
  anchor: string
  lines: number[]
}

/** The answer: exact text of the article (list markers and table bars aside), with its place and the SHA-256 of its text. */
export interface Passage {
  text: string
  blocks: Block[]
  place: Place
  hash: string
}
