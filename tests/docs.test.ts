import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { reviewRedFlags } from '../src/assemble.js'
import type { Assessment } from '../src/domain/assessment.js'
import { Assertion } from '../src/domain/cue.js'
import { urgencies } from '../src/domain/urgency.js'
import { assistant } from './assembled.js'
import { clinic, knowledgeDir } from './knowledge/folder.js'

const root = fileURLToPath(new URL('..', import.meta.url))
const read = (file: string) => readFileSync(join(root, file), 'utf8').replaceAll('\r\n', '\n')

test('docs/red-flags.md is what the command prints', () => {
  expect(
    read('docs/red-flags.md') === reviewRedFlags({ knowledgeDir, clinic }),
    'the table or its words have changed: run `npm run -s clinic -- red-flags > docs/red-flags.md` and read the difference'
  ).toBe(true)
})

const pages = [
  ...readdirSync(root).filter(file => file.endsWith('.md')),
  'knowledge/README.md',
  'bench/README.md',
  ...readdirSync(join(root, 'docs'), { recursive: true, encoding: 'utf8' })
    .filter(file => file.endsWith('.md'))
    .map(file => join('docs', file))
]

/** The anchor of a heading as GitHub makes it: "Red flags, for review" -> "red-flags-for-review". */
const anchorOf = (heading: string) =>
  heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, '')
    .replace(/\s/g, '-')

const anchorsOf = (page: string) => [...read(page).matchAll(/^#+ (.*)$/gm)].map(([, heading]) => anchorOf(heading!))

test.each(pages)('%s: its links lead somewhere in this folder', page => {
  for (const [, target] of read(page).matchAll(/\]\((?!https?:|tel:|mailto:)([^)\s]+)\)/g)) {
    const [file, anchor] = target!.split('#')
    const path = file ? join(dirname(page), file) : page
    expect(existsSync(join(root, path)), `${target} is not there`).toBe(true)
    if (anchor) expect(anchorsOf(path), `${path} has no heading for ${target}`).toContain(anchor)
  }
})

// Tables of docs/safety.md: what is said, in quotation marks; at times how the sign is asserted; in the last column what is raised.
const examples = read('docs/safety.md')
  .split('\n')
  .filter(line => /“.*\|$/.test(line))
  .map(line => line.split('|').map(cell => cell.trim()))
  .filter(cells => urgencies.some(urgency => urgency === cells.at(-2)))
  .map(cells => ({ said: cells[2]!, third: cells[3]!, urgency: cells.at(-2)! }))

test('docs/safety.md has examples', () => expect(examples.length).toBeGreaterThan(50))

const { respond, newConversation } = assistant

test.each(examples)('docs/safety.md: $said is $urgency', ({ said, third, urgency }) => {
  let conversation = newConversation
  let seen: Assessment | undefined
  for (const [, text] of said.matchAll(/“([^”]*)”/g)) {
    const outcome = respond({ kind: 'message', utterance: { text: text!, locale: 'en' } }, conversation)
    conversation = outcome.conversation
    seen = outcome.trace.assessment
  }
  expect(seen?.urgency, 'it is read otherwise now: correct the line, or take it out of what is not caught').toBe(
    urgency
  )
  if (Assertion.options.some(option => option === third))
    expect(seen?.findings.map(finding => finding.assertion)).toContain(third)
})
