import { createHash } from 'node:crypto'
import type { Article } from '../domain/article.js'
import { type Entry, EntryHead } from '../domain/entry.js'
import { anchorOf, sectionAt } from './article.js'
import { numberLines, parseBlocks, piecesOf } from './blocks.js'
import { type Parsed, parseYaml, splitFrontMatter } from './parse.js'
import type { Problem } from './problem.js'
import { provePassage, type Quoted, spreadLines } from './prove.js'

/** An entry as read, with what the checks over all entries need to name places. */
export interface ReadEntry {
  entry: Entry
  quoted: Quoted[]
  lineOf: Parsed<EntryHead>['lineOf']
}

/** One file of `en/entries/`: its front matter, and its passage proved against the article. */
export function parseEntry(
  file: string,
  text: string,
  articles: Map<string, Article>,
  problems: Problem[]
): ReadEntry | null {
  const split = splitFrontMatter(text)
  if (!split) {
    problems.push({ file, line: 1, message: 'the entry has no front matter: begin it with `---` and its id' })
    return null
  }
  const head = parseYaml(file, split.head, EntryHead, problems, 2)
  if (!head) return null
  const { id, source } = head.value
  const name = file.replace(/^.*\//, '').replace(/\.md$/, '')
  if (name !== id)
    problems.push({
      file,
      line: head.lineOf('id'),
      message: `the id is "${id}" but the file is ${name}.md: make them the same`
    })
  const article = articles.get(source.article)
  if (!article) {
    const known = [...articles.keys()].join(', ') || 'none'
    const line = head.lineOf('source', 'article')
    problems.push({ file, line, message: `there is no article "${source.article}": the articles are ${known}` })
    return null
  }
  const body = numberLines(split.body, split.bodyLine)
  const pieces = piecesOf(body)
  if (pieces.length === 0) {
    problems.push({
      file,
      line: split.bodyLine,
      message: 'the entry has no passage: copy it from the article, below the `---`'
    })
    return null
  }
  const lines = spreadLines(source.lines)
  const quoted = provePassage(pieces, article, lines, file, head.lineOf('source', 'lines'), problems)
  const section = sectionAt(article, lines[0]!)
  if (source.section !== section) {
    const line = head.lineOf('source', 'section')
    problems.push({
      file,
      line,
      message: `line ${lines[0]} of ${article.file} stands under “${section}”: correct \`source.section\``
    })
  }
  const passage = split.body.trim()
  return {
    quoted,
    lineOf: head.lineOf,
    entry: {
      id,
      question: head.value.question,
      phrasings: head.value.phrasings,
      notFor: head.value['not-for'],
      category: head.value.category,
      passage: {
        text: passage,
        blocks: parseBlocks(body),
        place: { article: article.slug, title: article.title, section, anchor: anchorOf(section), lines },
        hash: createHash('sha256').update(passage).digest('hex')
      },
      reviewed: head.value.reviewed,
      followUps: head.value['follow-ups'],
      booking: head.value.booking,
      caution: head.value.caution,
      file
    }
  }
}
