import { type Article, ArticleHead, type Section } from '../domain/article.js'
import { type Line, numberLines, parseBlocks } from './blocks.js'
import { parseYaml, splitFrontMatter } from './parse.js'
import type { Problem } from './problem.js'

/** One source article, whole: front matter, then Markdown with `#` for the title and `##`, `###` for its sections. */
export function parseArticle(file: string, text: string, problems: Problem[]): Article | null {
  const split = splitFrontMatter(text)
  if (!split) {
    problems.push({
      file,
      line: 1,
      message: 'the article has no front matter: begin it with `---`, its title and origin'
    })
    return null
  }
  const head = parseYaml(file, split.head, ArticleHead, problems, 2)
  if (!head) return null
  const slug = file.replace(/^.*\//, '').replace(/\.md$/, '')
  const sections = parseSections(numberLines(split.body, split.bodyLine))
  return { ...head.value, slug, file, sections, lines: text.split('\n') }
}

function parseSections(lines: Line[]): Section[] {
  const groups: { heading: string; level: number; lines: Line[] }[] = []
  for (const line of lines) {
    const match = /^(#{1,6}) (.*)$/.exec(line.text)
    if (match) groups.push({ heading: match[2]!.trim(), level: match[1]!.length, lines: [] })
    else groups.at(-1)?.lines.push(line)
  }
  return groups.map(({ heading, level, lines: own }) => ({
    heading,
    level,
    anchor: anchorOf(heading),
    blocks: parseBlocks(own)
  }))
}

/** "3. Stress-Related Soreness" -> "3-stress-related-soreness". */
export function anchorOf(heading: string): string {
  return heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-|-$/g, '')
}

/** The heading that stands above a line of the article's file. */
export function sectionAt(article: Article, line: number): string {
  for (let index = Math.min(line, article.lines.length) - 1; index >= 0; index--) {
    const match = /^#{1,6} (.*)$/.exec(article.lines[index]!)
    if (match) return match[1]!.trim()
  }
  return article.title
}
