import type { Article } from '../domain/article.js'
import { sentences } from '../text/sentences.js'
import { bare, isContent } from './blocks.js'
import type { Quoted } from './prove.js'

/** How much of an article its entries reach. Characters are counted without list markers, bars and heading signs. */
export interface Coverage {
  article: string
  characters: number
  reached: number
  /** Every sentence and heading that no entry reaches. */
  missed: { line: number; text: string; heading: boolean }[]
}

export function measureCoverage(article: Article, quoted: Quoted[]): Coverage {
  const first = article.lines.indexOf('---', 1) + 2
  const coverage: Coverage = { article: article.slug, characters: 0, reached: 0, missed: [] }
  for (let number = first; number <= article.lines.length; number++) {
    const line = article.lines[number - 1]!
    if (!isContent(line)) continue
    const text = bare(line)
    coverage.characters += text.length
    const own = quoted.filter(quote => quote.line === number)
    const reaches = (index: number) => own.some(quote => quote.start <= index && index < quote.end)
    for (let index = 0; index < text.length; index++) if (reaches(index)) coverage.reached++
    const heading = line.startsWith('#')
    for (const { start, end } of heading ? [{ start: 0, end: text.length }] : sentences(text))
      if (!reaches(start)) coverage.missed.push({ line: number, text: text.slice(start, end), heading })
  }
  return coverage
}
