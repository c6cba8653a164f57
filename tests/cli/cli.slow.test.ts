import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { built } from '../built.js'
import { knowledgeDir } from '../knowledge/folder.js'
import { lines, run } from './run.js'

const folder = mkdtempSync(join(tmpdir(), 'ask-the-clinic-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

describe('usage', () => {
  test.each([
    [[], 2, /Usage: ask-the-clinic COMMAND/],
    [['asks'], 2, /"asks" is not a command/],
    [['ask'], 2, /ask takes one question in quotes/],
    [['ask', '--loud', 'hello'], 2, /ask has no option --loud/],
    [['ask', 'hello', '--prev'], 2, /ask --prev takes the earlier message/],
    [['rank'], 2, /rank takes --entries FILE/],
    [['rank', '--entries', join(folder, 'nowhere.jsonl')], 1, /cannot be read: there is no such file/],
    [['check', 'all'], 2, /check takes nothing more/],
    [['red-flags', 'all'], 2, /red-flags takes nothing more/]
  ])('%j', async (args, code, sentence) => {
    const ran = await run(args)
    expect(ran).toMatchObject({ code, out: '' })
    expect(ran.error).toMatch(sentence)
    expect(ran.error).not.toMatch(/\n\s+at /)
  })

  test('a clinic that is not there', async () => {
    const ran = await run(['ask', 'hello'], { env: { CLINIC: 'nobody' } })
    expect(ran.code).toBe(1)
    expect(ran.error).toMatch(
      /clinics\/nobody\.yaml:1: the file is missing: write it, or set CLINIC to one of: glow-by-salina/
    )
  })
})

describe('ask', () => {
  test('prints the reply and its buttons', async () => {
    const { code, out } = await run(['ask', 'how long is a session'])
    expect(code).toBe(0)
    expect(out).toContain('Most lower back massage sessions last 30-60 minutes')
    expect(out).toContain('[ How do I prepare for my first lower back massage? ]')
  })

  test('--explain shows what every step saw', async () => {
    const { out } = await run(['ask', '--explain', 'no fever but I cannot feel when I wipe'])
    expect(out).toMatch(/triage {5}emergency/)
    expect(out).toMatch(/ces_saddle/)
    expect(out).toMatch(/fever.*negated/)
    expect(out).toMatch(/found by .*<wipe>/)
    expect(out).toMatch(/source {3}Cauda equina warning card/)
    expect(out).toMatch(/decision {3}see-a-doctor \(emergency\)/)
  })

  test('--prev is said before, and --explain tells how the follow-up was read', async () => {
    const { out } = await run(['ask', '--explain', '--prev', 'How often for chronic back pain?', 'and for stress?'])
    expect(out).toMatch(/read as a follow-up of freq-chronic/)
    expect(out).toMatch(/shown {6}freq-stress/)
  })

  test('--jsonl answers a line for a line, in order, with what came before', async () => {
    const asked = [
      { text: 'How long does a lower back massage session last?' },
      { text: 'what does it cost' },
      { text: 'I want to book', prev: "I can't feel when I wipe" },
      { text: 'I want to book', prev: ["I can't feel when I wipe", 'Start over'] },
      { text: 'can i have a massage if i have high blood pressure' },
      { text: 'no', prev: 'I want to book' },
      { text: 'How long does a session last? What should I wear?' }
    ]
    const { code, out } = await run(['ask', '--jsonl'], { input: lines(...asked) })
    const rows = out
      .trim()
      .split('\n')
      .map(line => JSON.parse(line))
    expect(code).toBe(0)
    expect(rows.map(row => row.text)).toEqual(asked.map(row => row.text))
    expect(rows[0]).toMatchObject({
      decision: 'answer',
      entry: 'session-length',
      confidence: 1,
      urgency: 'none',
      flags: []
    })
    expect(rows[0].reply.links[0]).toMatch(/#how-long-does-a-typical-lower-back-massage-session-last$/)
    expect(rows[1]).toMatchObject({ decision: 'fallback', entry: null, confidence: null })
    expect(rows[2]).toMatchObject({ decision: 'book', entry: null, reply: { links: ['tel:999', 'tel:111'] } })
    expect(rows[3]).toMatchObject({ decision: 'book', entry: null, reply: { actions: ['No', 'Yes', 'Not sure'] } })
    expect(rows[5]).toMatchObject({
      decision: 'book',
      reply: { links: expect.arrayContaining(['https://www.treatwell.co.uk/place/glow-by-salina/']) }
    })
    expect(rows[6]).toMatchObject({
      decision: 'answer',
      entry: 'session-length',
      entries: ['session-length', 'prepare']
    })
    expect(rows[4]).toMatchObject({ urgency: 'gp', flags: ['heart_bp'] })
    expect(Object.keys(rows[0])).toEqual([
      'text',
      'decision',
      'entry',
      'confidence',
      'urgency',
      'flags',
      'candidates',
      'reply'
    ])
  })

  test('a line that is no question stops with its number', async () => {
    const { code, out, error } = await run(['ask', '--jsonl'], { input: '{"text":"hello"}\nhow often\n' })
    expect(code).toBe(1)
    expect(out.trim().split('\n')).toHaveLength(1)
    expect(error).toMatch(/^line 2 is not \{"text"/)
  })
})

describe('rank', () => {
  const file = join(folder, 'entries.jsonl')
  beforeAll(() =>
    writeFileSync(
      file,
      lines(
        { id: 'a', question: 'How do I return an item?', phrasings: ['refund please', 'send it back'] },
        { id: 'b', question: 'When will my parcel arrive?', phrasings: ['where is my order', 'delivery time'] }
      )
    )
  )

  test('ranks a line for a line', async () => {
    const { code, out } = await run(['rank', '--entries', file], {
      input: lines({ text: 'refund' }, { text: 'delivery time?' }, { text: 'xylophone' })
    })
    const rows = out
      .trim()
      .split('\n')
      .map(line => JSON.parse(line))
    expect(code).toBe(0)
    expect(rows.map(row => row.candidates[0]?.entry).slice(0, 2)).toEqual(['a', 'b'])
    expect(rows[2]).toMatchObject({ text: 'xylophone', outcome: 'fallback' })
  })

  test.each([
    ['{"id":"a","question":"x"}\n{"id":"a","question":"y"}', /entries\.jsonl: the id "a" stands twice/],
    ['{"id":"a"}', /entries\.jsonl: line 1 is not/],
    ['', /there is no entry in it/]
  ])('refuses %j', async (text, sentence) => {
    const bad = join(folder, 'bad-entries.jsonl')
    writeFileSync(bad, text)
    const { code, error } = await run(['rank', '--entries', bad])
    expect(code).toBe(1)
    expect(error).toMatch(sentence)
  })
})

describe('check', () => {
  test('the project’s own knowledge', async () => {
    const { code, out, error } = await run(['check'])
    expect({ code, error }).toEqual({ code: 0, error: '' })
    expect(Number(/reach ([\d.]+) %/.exec(out)?.[1])).toBeGreaterThanOrEqual(87)
    expect(out).toMatch(/to do: 44 of 44 entries name no reviewer/)
    expect(out).toMatch(/no problem\n$/)
  })

  test('one changed letter gives a sentence with file and line, and exit code 1', async () => {
    const copy = join(folder, 'knowledge')
    cpSync(knowledgeDir, copy, { recursive: true })
    const entry = join(copy, 'en/entries/sore-after.md')
    writeFileSync(entry, readFileSync(entry, 'utf8').replace('tender areas', 'tender ereas'))
    const { code, error } = await run(['check'], { env: { KNOWLEDGE_DIR: copy } })
    expect(code).toBe(1)
    expect(error).toMatch(/^en\/entries\/sore-after\.md:\d+: the passage is not the article's text: it says/)
  })
})

test('red-flags prints the page for clinical review', async () => {
  const { code, out } = await run(['red-flags'])
  expect({ code, out }).toEqual({ code: 0, out: readFileSync('docs/red-flags.md', 'utf8') })
})

test('a reader that closes early is no error', async () => {
  const { spawn } = await import('node:child_process')
  const child = spawn('bash', [
    '-c',
    `${process.execPath} ${built('cli/main.js')} check | head -1; echo "\${PIPESTATUS[0]}"`
  ])
  let out = ''
  child.stdout.on('data', chunk => {
    out += chunk
  })
  await new Promise(resolve => child.on('close', resolve))
  expect(out.trim().split('\n').at(-1)).toBe('0')
})
