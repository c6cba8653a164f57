import { z } from 'zod'
import type { Block } from './passage.js'

/** Front matter of `articles/<slug>.md`. `url` is where the clinic publishes the article; null while we do not know it. */
export const ArticleHead = z.strictObject({
  title: z.string().min(1),
  author: z.string().min(1),
  publisher: z.string().min(1),
  published: z.string().min(1),
  origin: z.string().min(1),
  url: z.url().nullable()
})
export type ArticleHead = z.infer<typeof ArticleHead>

/** A heading and what follows it. The introduction has level 1 and the article's title as its heading. */
export interface Section {
  heading: string
  level: number
  anchor: string
  blocks: Block[]
}

/** A source article, whole. `lines` are the file's lines (index 0 = line 1), for proving passages and for coverage. */
export interface Article extends ArticleHead {
  slug: string
  file: string
  sections: Section[]
  lines: string[]
}
