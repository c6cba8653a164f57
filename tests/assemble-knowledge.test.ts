import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { examine } from '../src/assemble.js'
import { openKnowledge } from '../src/assemble-knowledge.js'
import { loadKnowledge } from '../src/knowledge/base.js'
import { clinic, knowledgeDir as ours } from './knowledge/folder.js'

let folder: string
let knowledgeDir: string
let dataDir: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'knowledge-'))
  knowledgeDir = join(folder, 'knowledge')
  dataDir = join(folder, 'data')
  cpSync(ours, knowledgeDir, { recursive: true, filter: file => !file.endsWith('.bin') })
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const open = (id = clinic) => openKnowledge({ knowledgeDir, clinic: id, dataDir })
const kept = () => readdirSync(dataDir)
function change(file: string, from: string | RegExp, to: string) {
  const path = join(knowledgeDir, file)
  const text = readFileSync(path, 'utf8')
  expect(text).toMatch(from)
  writeFileSync(path, text.replace(from, to))
}
/** What an act gives, or says when it fails. */
function outcome(act: () => unknown): unknown {
  try {
    return act()
  } catch (error) {
    return (error as Error).message
  }
}

test('what is kept is the base that the files give, to the last field', () => {
  const first = open()
  const [file, ...others] = kept()
  expect(others).toEqual([])
  expect(file).toMatch(/^knowledge-[0-9a-f]{16}\.bin$/)
  expect(open()).toStrictEqual(first)
  expect(first).toStrictEqual(loadKnowledge(knowledgeDir, clinic))
})

test('a changed byte of any kind of file is seen at the next start', () => {
  const before = open()
  for (const [file, from, to] of [
    ['en/messages.yaml', '999', '998'],
    [`clinics/${clinic}.yaml`, 'Glow By', 'Glow by'],
    ['en/flagged-messages.jsonl', '{', '['],
    ['en/red-flags.yaml', 'urgency: ', 'urgency: x'],
    ['en/entries/acute-subacute.md', 'question: ', 'question: x'],
    ['articles/can-massage-relieve-lower-back-pain.md', /massage(?!.*massage)/s, 'Massage']
  ] as const) {
    const path = join(knowledgeDir, file)
    const whole = readFileSync(path)
    change(file, from, to)
    const seen = outcome(open)
    expect(seen, file).toStrictEqual(outcome(() => loadKnowledge(knowledgeDir, clinic)))
    expect(seen, file).not.toEqual(before)
    writeFileSync(path, whole)
    expect(open(), file).toStrictEqual(before)
  }
})

test('a file that is added or renamed is seen', () => {
  open()
  cpSync(join(knowledgeDir, 'en/entries/acute-subacute.md'), join(knowledgeDir, 'en/entries/again.md'))
  expect(outcome(open)).toContain('en/entries/again.md:2: the id is "acute-subacute" but the file is again.md')
})

test('a base with a problem is never kept, and the kept one does not hide it', () => {
  open()
  const before = kept()
  change('en/messages.yaml', /^/, 'nonsense: yes\n')
  for (let start = 0; start < 2; start++) expect(outcome(open)).toContain('`nonsense` is not a field here')
  expect(kept()).toEqual(before)
  expect(examine({ knowledgeDir, clinic }).problems.map(({ file }) => file)).toEqual(['en/messages.yaml'])
})

test('a damaged file heals, and none of its words are said', () => {
  const whole = open()
  const path = join(dataDir, kept()[0]!)
  const bytes = readFileSync(path)
  const damaged = Buffer.from(bytes)
  damaged.write('899', bytes.indexOf('Call 999') + 'Call '.length)
  writeFileSync(path, damaged)
  expect(open()).toStrictEqual(whole)
  expect(readFileSync(path).equals(bytes)).toBe(true)
})

test('each clinic has its own', () => {
  cpSync(join(knowledgeDir, `clinics/${clinic}.yaml`), join(knowledgeDir, 'clinics/other.yaml'))
  change('clinics/other.yaml', /^name: .*$/m, 'name: The other clinic')
  change('clinics/other.yaml', /^id: .*$/m, 'id: other')
  const first = open()
  expect(open('other').clinic.name).toBe('The other clinic')
  expect(open()).toStrictEqual(first)
  expect(outcome(() => open('nobody'))).toContain('set CLINIC to one of: glow-by-salina, other')
})
