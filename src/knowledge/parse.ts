import { type Document, isNode, LineCounter, type ParsedNode, parseDocument } from 'yaml'
import type { z } from 'zod'
import type { Problem } from './problem.js'

/** A YAML text that fits its schema, and the line of each of its fields (path as in the data: ["phrasings", 3]). */
export interface Parsed<T> {
  value: T
  lineOf(...path: (string | number)[]): number
}

/**
 * Reads YAML against a schema. Everything that is wrong goes to `problems`, each with its line; null when anything was.
 * `firstLine` is the line of the file on which the YAML begins (2 for front matter).
 */
export function parseYaml<T>(
  file: string,
  text: string,
  schema: z.ZodType<T>,
  problems: Problem[],
  firstLine = 1
): Parsed<T> | null {
  const counter = new LineCounter()
  const document = parseDocument(text, { lineCounter: counter })
  const at = (offset: number) => counter.linePos(offset).line + firstLine - 1
  if (document.errors.length > 0) {
    for (const error of document.errors)
      problems.push({ file, line: at(error.pos[0]), message: `this is not YAML: ${firstSentence(error.message)}` })
    return null
  }
  const lineOf = (...path: (string | number)[]) => at(offsetOf(document, path))
  const result = schema.safeParse(document.toJS() ?? {})
  if (result.success) return { value: result.data, lineOf }
  for (const issue of result.error.issues) {
    const path = issue.path.filter(step => typeof step !== 'symbol')
    problems.push({ file, line: lineOf(...path), message: sayIssue(issue, path) })
  }
  return null
}

/** Splits `---` front matter from the body. `bodyLine` is the file's line on which the body begins. */
export function splitFrontMatter(text: string): { head: string; body: string; bodyLine: number } | null {
  const match = /^---\n([\s\S]*?\n)---(?:\n|$)/.exec(text)
  if (!match) return null
  return { head: match[1]!, body: text.slice(match[0].length), bodyLine: match[0].split('\n').length }
}

// A field that is not there has no place of its own: the nearest field around it has.
function offsetOf(document: Document.Parsed<ParsedNode>, path: (string | number)[]): number {
  for (let length = path.length; length > 0; length--) {
    const node = document.getIn(path.slice(0, length), true)
    if (isNode(node) && node.range) return node.range[0]
  }
  return document.contents?.range?.[0] ?? 0
}

function sayIssue(issue: z.core.$ZodIssue, path: (string | number)[]): string {
  const name = path.length > 0 ? `\`${path.join('.')}\`` : 'the file'
  if (issue.code === 'unrecognized_keys')
    return `${issue.keys.map(key => `\`${key}\``).join(', ')} is not a field here: take it out or correct its spelling`
  if (issue.code === 'invalid_type' && issue.message.endsWith('received undefined'))
    return `${name} is missing: add it (${issue.expected})`
  if (issue.code === 'invalid_value') return `${name} must be one of: ${issue.values.join(', ')}`
  return `${name}: ${issue.message.charAt(0).toLowerCase()}${issue.message.slice(1)}`
}

function firstSentence(message: string): string {
  return message.split(/ at line |\n/)[0]!
}
