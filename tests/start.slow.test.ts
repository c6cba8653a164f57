import { spawn } from 'node:child_process'
import { once } from 'node:events'
import {
  appendFileSync,
  cpSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { built } from './built.js'
import { knowledgeDir } from './knowledge/folder.js'

const folder = mkdtempSync(join(tmpdir(), 'start-'))
const changed = join(folder, 'knowledge')
const messages = join(changed, 'en/messages.yaml')
beforeAll(() => {
  cpSync(knowledgeDir, changed, { recursive: true })
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** Starts what was built, ends it when it is ready, and tells what it printed and what it made. */
async function start(name: string, settings: Record<string, string> = {}) {
  const DATA_DIR = join(folder, name)
  const child = spawn(process.execPath, [built('main.js')], {
    cwd: folder,
    env: { ...process.env, PORT: '0', DATA_DIR, LOG_LEVEL: 'warn', ...settings },
    timeout: 30_000
  })
  let printed = ''
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', data => {
      printed += data
      if (printed.includes('is ready')) child.kill('SIGTERM')
    })
  await once(child, 'close')
  const made = existsSync(DATA_DIR) ? readdirSync(DATA_DIR).filter(file => file.endsWith('.bin')) : []
  return { printed, made, code: child.exitCode }
}

test('what was built makes nothing at a start: it all came along', async () => {
  const { printed, made, code } = await start('built')
  expect(printed).toMatch(/^Ask the Clinic is ready: \S+\n$/)
  expect(made, 'built from other knowledge: run `npm run build`').toEqual([])
  expect(code).toBe(0)
}, 60_000)

test('a changed sentence is checked once and learns nothing; a problem is told at every start', async () => {
  writeFileSync(messages, readFileSync(messages, 'utf8').replace('GP', 'general practitioner'))
  const first = await start('changed', { KNOWLEDGE_DIR: changed })
  expect(first.printed).toMatch(/^Ask the Clinic is ready/)
  expect(first.made).toEqual([expect.stringMatching(/^knowledge-/)])
  expect((await start('changed', { KNOWLEDGE_DIR: changed })).made).toEqual(first.made)

  appendFileSync(messages, 'nonsense: yes\n')
  for (let round = 0; round < 2; round++) {
    const { printed, made, code } = await start('changed', { KNOWLEDGE_DIR: changed })
    expect(printed).toMatch(
      /^en\/messages\.yaml:\d+: `nonsense` is not a field here: take it out or correct its spelling\n$/
    )
    expect(code).toBe(1)
    expect(made).toEqual(first.made)
  }
}, 120_000)
