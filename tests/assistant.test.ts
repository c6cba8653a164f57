import { describe, expect, test } from 'vitest'
import { assembleAssistant } from '../src/assemble.js'
import { createRespond, type Skills } from '../src/assistant.js'
import type { Conversation } from '../src/domain/conversation.js'
import type { Reply } from '../src/domain/reply.js'
import type { Trace } from '../src/domain/trace.js'
import type { Turn } from '../src/domain/turn.js'
import { assistant } from './assembled.js'
import { clinic, dataDir, knowledgeDir } from './knowledge/folder.js'

const { base, newConversation } = assistant
const say = (text: string): Turn => ({ kind: 'message', utterance: { text, locale: 'en' } })
const ask = (text: string, conversation: Conversation = newConversation) => assistant.respond(say(text), conversation)
const books = (reply: Reply) => JSON.stringify(reply).includes(base.clinic.booking.url)

/** Every phrasing asked by itself, once for all tests: there are thousands. */
let asked: { id: string; text: string; reply: Reply; trace: Trace }[] | undefined
const phrased = () =>
  (asked ??= base.entries.flatMap(({ id, phrasings }) => phrasings.map(text => ({ id, text, ...ask(text) }))))

describe('every entry', () => {
  test.each(base.entries.map(entry => [entry.id, entry] as const))(
    '%s: its question shows its own passage with its source',
    (_, entry) => {
      const { reply, trace } = ask(entry.question)
      expect(trace).toMatchObject({ entry: entry.id, confidence: 1 })
      expect(reply.decision).toBe('answer')
      const words = (text: string) => text.replace(/[|\s-]+/g, ' ')
      expect(words(reply.text)).toContain(words(entry.passage.text))
      expect(reply.links).toContain(
        `https://ask.example/articles/${entry.passage.place.article}#${entry.passage.place.anchor}`
      )
      if (entry.booking !== 'offer')
        expect(reply.parts.some(part => part.kind === 'link' && part.purpose === 'booking')).toBe(false)
      expect(reply.actions.length).toBeGreaterThanOrEqual(2)
      expect(reply.actions.length).toBeLessThanOrEqual(4)
    }
  )

  // Half a minute of a slow machine, and longer where others work on it.
  test('phrasings are answered with their entry, or it is among what we ask back: at least 97 %', {
    timeout: 240_000
  }, () => {
    const missed = phrased().filter(({ id, reply, trace }) => {
      const offered = trace.candidates.slice(0, 3).map(candidate => candidate.entry)
      return trace.entry !== id && !(reply.decision === 'clarify' && offered.includes(id))
    })
    expect(
      missed.length / phrased().length,
      JSON.stringify(missed.slice(0, 20).map(({ text }) => text))
    ).toBeLessThanOrEqual(0.03)
  })

  test('no phrasing reports an emergency or urgent sign: triage would answer before the entry', () => {
    for (const { id, question } of base.entries)
      expect(['none', 'wait', 'gp'], id).toContain(ask(question).reply.urgency)
    for (const { id, text, reply } of phrased())
      expect(['none', 'wait', 'gp'], `${id}: ${text}`).toContain(reply.urgency)
  })
})

test('through a long conversation each answer offers 2 to 4 questions, never one that was answered', () => {
  let conversation = newConversation
  const answered = new Set<string>()
  for (const { id, question } of base.entries.slice(0, -5)) {
    const outcome = ask(question, conversation)
    conversation = outcome.conversation
    answered.add(id)
    // The safety check of a booking has buttons of its own, and stays for two more questions.
    const offered = outcome.reply.actions.flatMap(({ means }) => ('entry' in means ? [means.entry] : []))
    const checks = conversation.waiting?.for === 'booking'
    if (!checks) expect(offered.length, question).toBeGreaterThanOrEqual(2)
    expect(outcome.reply.actions.length, question).toBeLessThanOrEqual(4)
    expect(
      offered.filter(one => answered.has(one)),
      question
    ).toEqual([])
  }
})

describe('red flags', () => {
  const examples = base.redFlags.flags.flatMap(flag => flag.present.map(text => [flag.id, text] as const))

  test('an emergency or urgent sign is answered alone: no passage, no booking, 999 or 111 to tap', () => {
    for (const [id, text] of examples) {
      const { reply, conversation } = ask(text)
      if (reply.urgency !== 'emergency' && reply.urgency !== 'urgent') continue
      expect(reply.decision, id).toBe('see-a-doctor')
      expect(reply.entries, text).toEqual([])
      expect(books(reply), text).toBe(false)
      expect(
        reply.parts.every(part => part.kind === 'care-card'),
        text
      ).toBe(true)
      expect(
        reply.links.some(link => link === 'tel:999' || link === 'tel:111'),
        text
      ).toBe(true)
      expect(conversation.emergencyOpen, text).toBe(reply.urgency === 'emergency')
      if (reply.urgency === 'emergency') expect(reply.links[0], text).toBe('tel:999')
    }
  })

  test('a gp or wait sign puts its caution first, and words booking so', () => {
    for (const [, text] of examples) {
      const { reply } = ask(text)
      if (reply.urgency !== 'gp' && reply.urgency !== 'wait') continue
      expect(reply.parts[0]?.kind, text).toBe('care-card')
      for (const part of reply.parts)
        if (part.kind === 'link' && part.purpose === 'booking')
          expect(part.link.label).toMatch(/^Once your GP is happy/)
    }
  })

  test('while an emergency is open nothing offers booking, whatever is asked', () => {
    const open = ask("I've wet myself and can't feel when I wipe").conversation
    for (const text of [
      ...base.entries.map(entry => entry.question),
      'I want to book',
      'what does it cost',
      'hello',
      'can I talk to someone'
    ])
      expect(books(ask(text, open).reply), text).toBe(false)
  })
})

describe('when something in us fails', () => {
  const fails = () => {
    throw new Error('broken')
  }
  const works: Skills = {
    assess: () => ({ urgency: 'none', flags: [], findings: [] }),
    assessByRules: () => ({ urgency: 'none', flags: [], findings: [] }),
    notice: () => null,
    rank: () => ({ outcome: 'fallback', candidates: [], outside: null })
  }

  test.each([
    ['triage', { ...works, assess: fails }],
    ['the search for unclear signs', { ...works, notice: fails }],
    ['retrieval', { ...works, rank: fails }]
  ])('%s: the safety line with 999 and 111, and the conversation as it was', (_, skills) => {
    const respond = createRespond(base, skills, { publicUrl: 'https://ask.example', retentionMinutes: 60 })
    const before = { ...newConversation, lastEntries: ['swedish'] }
    const { reply, conversation, trace } = respond(say('how much water should a fish drink'), before)
    expect(reply.text).toMatch(/999.*111.*Treatwell/)
    expect(books(reply)).toBe(false)
    expect(conversation).toBe(before)
    expect(trace.rule).toBe('something failed')
  })
})

test.each([
  [''],
  ['\u0000'],
  ['\ud800'],
  ['a'.repeat(4000)],
  ['how often '.repeat(400)],
  ['🙂'.repeat(2000)],
  ['(((((((((('],
  ['𝓱𝓮𝓵𝓵𝓸'],
  ['שלום'],
  ['__proto__']
])('anything typed gets a reply: %j', text => {
  const { reply } = ask(text)
  expect(reply.text.length).toBeGreaterThan(10)
  expect(reply.text).not.toContain(base.messages['safety-line'].slice(0, 20))
})

test('switched off, the assistant says who to call and how to reach the clinic, whatever comes, and remembers nothing', () => {
  const paused = assembleAssistant({ knowledgeDir, clinic, dataDir, publicUrl: 'https://ask.example', paused: true })
  const before = ask('how often for stress').conversation
  for (const text of ['how often should I come', 'I want to book', 'I cannot feel when I wipe', '']) {
    const { reply, conversation, trace } = paused.respond(say(text), before)
    expect(reply.text).toMatch(/switched off.*999.*111.*Treatwell/)
    expect([reply.decision, reply.actions, reply.entries, trace.rule]).toEqual(['fallback', [], [], 'paused'])
    expect(conversation).toBe(before)
  }
})

test('the same words give the same reply', () => {
  expect(JSON.stringify(ask('how often for stress').reply)).toBe(JSON.stringify(ask('how often for stress').reply))
})
