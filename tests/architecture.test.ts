import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'

// Imports go downwards, never sideways: a room may use the rooms on its right, and itself.
const rooms: Record<string, string[]> = {
  domain: [],
  text: ['domain'],
  learning: [],
  knowledge: ['text', 'domain'],
  triage: ['text', 'learning', 'domain'],
  retrieval: ['text', 'learning', 'domain'],
  policy: ['text', 'domain'],
  replies: ['text', 'domain'],
  storage: ['domain'],
  operations: ['domain'],
  packaging: ['domain'],
  assistant: ['triage', 'retrieval', 'policy', 'replies', 'domain'],
  channels: ['storage', 'operations', 'domain'],
  server: ['channels', 'operations', 'domain'],
  environment: ['channels'],
  config: ['environment', 'channels'],
  evaluate: ['knowledge', 'domain'],
  'assemble-kept': ['operations'],
  'assemble-models': ['assemble-kept', 'config', 'triage', 'retrieval', 'text', 'domain'],
  'assemble-knowledge': ['assemble-kept', 'config', 'knowledge', 'domain'],
  assemble: [
    'assemble-knowledge',
    'assemble-models',
    'config',
    'assistant',
    'evaluate',
    'knowledge',
    'triage',
    'policy',
    'domain'
  ],
  'assemble-store': ['config', 'channels', 'storage'],
  'assemble-server': [
    'assemble',
    'assemble-store',
    'config',
    'knowledge',
    'replies',
    'storage',
    'operations',
    'channels',
    'server',
    'domain'
  ],
  main: ['assemble', 'assemble-server', 'assemble-store', 'config'],
  doctor: ['config', 'channels'],
  cli: ['packaging', 'doctor', 'assemble', 'assemble-store', 'config', 'domain'],
  widget: ['domain']
}

// Libraries that only one place may touch, so that replacing one is one file's or one folder's work.
const fences: Record<string, RegExp> = {
  'fuse.js': /^(retrieval\/fuzzy\.ts|widget\/)/,
  yaml: /^knowledge\//,
  botbuilder: /^channels\//,
  'botframework-schema': /^channels\//,
  restify: /^server\//,
  'rate-limiter-flexible': /^server\/limits\.ts$/,
  libsql: /^storage\/sqlite/,
  pg: /^storage\/postgres/,
  'prom-client': /^operations\/metrics\.ts$/,
  pino: /^operations\/log\.ts$/,
  stemmer: /^text\/stem\.ts$/,
  preact: /^widget\//
}

const root = fileURLToPath(new URL('../src', import.meta.url))
const files = readdirSync(root, { recursive: true, encoding: 'utf8' })
  .filter(file => /\.tsx?$/.test(file))
  .sort()
const roomOf = (file: string) => file.split('/')[0]!.replace(/\.[jt]sx?$/, '')

test.each(files)('%s imports downwards and keeps the fences', file => {
  const source = readFileSync(join(root, file), 'utf8')
  const room = roomOf(file)
  expect(rooms, `${room} is no room of the house: add it to the table and to docs/architecture.md`).toHaveProperty(room)
  for (const [, name] of source.matchAll(/(?:from|import)\s*\(?\s*'([^']+)'/g)) {
    if (name!.startsWith('.')) {
      const target = roomOf(normalize(join(dirname(file), name!)))
      if (target !== room) expect(rooms[room], `${file} may not import from ${target}`).toContain(target)
    } else {
      const fence =
        fences[
          name!
            .split('/')
            .slice(0, name!.startsWith('@') ? 2 : 1)
            .join('/')
        ]
      if (fence) expect(file, `${name} stays behind its fence`).toMatch(fence)
    }
  }
  if (file !== 'config.ts') expect(source, 'only config.ts reads process.env').not.toMatch(/process\.env/)
})

test('siblings of one folder depth: folders are at most three deep', () => {
  for (const file of files) expect(file.split('/').length, file).toBeLessThanOrEqual(4)
})
