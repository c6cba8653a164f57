import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import { root } from './process.js'

/** What visitors ask: the labelled questions of the tests, all kinds mixed. */
export function readQuestions(): string[] {
  const text = readFileSync(join(root, 'tests/questions/en.yaml'), 'utf8')
  const found: string[] = []
  const collect = (value: unknown) => {
    if (typeof value === 'string') found.push(value)
    else if (Array.isArray(value)) value.forEach(collect)
    else if (value && typeof value === 'object') Object.values(value).forEach(collect)
  }
  collect(parse(text))
  return found.filter(question => question.includes(' ') && question.length < 300)
}
