import fc from 'fast-check'
import { expect, test } from 'vitest'
import { assembleSkills } from '../../src/assemble.js'
import { createRespond } from '../../src/assistant.js'
import { type Conversation, newConversation } from '../../src/domain/conversation.js'
import type { Link, Part, Reply } from '../../src/domain/reply.js'
import type { Turn } from '../../src/domain/turn.js'
import { createSay } from '../../src/replies/wording.js'
import { clinic, dataDir, knowledgeDir } from '../knowledge/folder.js'

const count = 20_000
const seed = 5
const longest = 8

// The same few thousand texts come again and again: what is seen in each is looked at once.
function once<Seen>(look: (text: string, doubt?: string) => Seen): (text: string, doubt?: string) => Seen {
  const known = new Map<string, Seen>()
  return (text, doubt) => {
    const key = `${doubt} ${text}`
    if (!known.has(key)) known.set(key, look(text, doubt))
    return known.get(key)!
  }
}
const { base, skills } = assembleSkills({ knowledgeDir, clinic, dataDir })
const remembering = {
  assess: once(skills.assess),
  assessByRules: once(skills.assessByRules),
  notice: once(skills.notice),
  rank: once(skills.rank)
}
const respond = createRespond(base, remembering, { publicUrl: 'https://ask.example', retentionMinutes: 60 })
const { messages, entries, redFlags, unclear } = base

// What is said

const flags = (key: 'present' | 'absent', ...urgencies: string[]) =>
  redFlags.flags.filter(({ urgency }) => urgencies.includes(urgency)).flatMap(flag => flag[key])
const from = (texts: string[]) => fc.constantFrom(...texts)
const questions = from(entries.flatMap(entry => [entry.question, ...entry.phrasings.slice(0, 4)]))
const outside = from(base.outOfScope.kinds.flatMap(({ examples }) => examples.slice(0, 3)))
const intents = from(
  base.intents.intents.flatMap(({ phrases }) => phrases.map(phrase => phrase.replace(/<when>\??/, 'friday')))
)
const answers = from(
  Object.values(base.intents.answers)
    .flat()
    .map(phrase => phrase.replace(' ...', ''))
)
const acute = from(flags('present', 'emergency', 'urgent'))
const lesser = from([...flags('present', 'gp', 'wait'), ...flags('absent', 'emergency', 'gp')])
// In an open emergency these go on about it: no passage may seem to answer them.
const goingOn = [
  'how long will it take',
  'what happens there',
  'what do I tell them',
  'how long',
  'why',
  'ok',
  'tell me more'
]
const vague = from([
  ...goingOn,
  ...unclear.signs.flatMap(({ present }) => present),
  'pain',
  'and then?',
  'how often then',
  'what about it'
])
const picks = from(['1', '2', '3', 'the second one', 'the last one please', 'number 4', 'none of these'])
const steering = from([
  'book',
  'no',
  'yes',
  'not sure',
  'back',
  'cancel',
  'start over',
  'my gp says it is fine',
  'forget me',
  '👍',
  '👎',
  'This is not about now'
])

const texts = fc.oneof(
  { weight: 5, arbitrary: questions },
  { weight: 3, arbitrary: outside },
  { weight: 3, arbitrary: intents },
  { weight: 4, arbitrary: answers },
  { weight: 6, arbitrary: steering },
  { weight: 2, arbitrary: acute },
  { weight: 3, arbitrary: lesser },
  { weight: 3, arbitrary: vague },
  { weight: 2, arbitrary: picks },
  {
    weight: 2,
    arbitrary: fc
      .tuple(questions, from([' and ', '? ', '. also ']), fc.oneof(questions, outside, lesser))
      .map(all => all.join(''))
  },
  { weight: 1, arbitrary: fc.string({ unit: 'grapheme', maxLength: 30 }) }
)

/** A message, the last one again, a button of the last reply, or one of an earlier reply that is still on the screen. */
const steps = fc.oneof(
  { weight: 6, arbitrary: fc.record({ do: fc.constant('say' as const), text: texts }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('press' as const), button: fc.nat(7), back: fc.constant(0) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('press' as const), button: fc.nat(7), back: fc.nat(6) }) },
  { weight: 2, arbitrary: fc.constant({ do: 'say again' as const }) },
  { weight: 1, arbitrary: fc.constantFrom({ do: 'come' as const }, { do: 'send a picture' as const }) }
)
type Step = typeof steps extends fc.Arbitrary<infer S> ? S : never

function turnOf(step: Step, shown: Reply[], last: Turn | undefined): Turn {
  const message = (text: string): Turn => ({ kind: 'message', utterance: { text, locale: 'en' } })
  if (step.do === 'come') return { ...message(''), kind: 'arrival' }
  if (step.do === 'send a picture') return { ...message(''), attached: true }
  if (step.do === 'say again') return last ?? message('hello')
  if (step.do === 'say') return message(step.text)
  const reply = shown.at(-1 - step.back)
  const labels = [...(reply?.actions ?? []), ...(reply?.feedback?.actions ?? [])].map(({ label }) => label)
  return message(labels[step.button % Math.max(labels.length, 1)] ?? 'hello')
}

// What may be answered: only what stands in knowledge/

const fill = createSay(base.clinic, messages, { minutes: '60' })
function strings(value: unknown): string[] {
  if (typeof value === 'string') return [value]
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(strings) : []
}
const sections = [...new Set(entries.map(({ passage }) => passage.place.section))]
const asked = unclear.questions.flatMap(question => [question.ask, question['ask-other']])
const sentences = new Set([
  ...[messages, base.otherLanguages].flatMap(strings).map(sentence => fill(sentence)),
  ...asked.flatMap(question => strings(messages.unclear).map(lead => fill(lead, { question }))),
  ...sections.flatMap(section => fill(messages.answer.source, { section })),
  ...entries.flatMap(({ question, passage }) => [
    question,
    ...passage.blocks.flatMap(block => (block.kind === 'list' ? block.items.map(item => `- ${item}`) : []))
  ]),
  ...base.clinic.booking.asks.map(words => `- ${words}`),
  ...redFlags.flags.map(({ label }) => label)
])
const passages = new Map(entries.map(({ id, passage }) => [id, JSON.stringify(passage.blocks)]))

function wordsOf(part: Part): string[] {
  const labels = (links: Link[]) => links.map(({ label }) => label)
  switch (part.kind) {
    case 'text':
      return sentences.has(part.text) ? [] : part.text.split('\n')
    case 'link':
      return [part.link.label]
    case 'passage':
      return [part.source.label]
    case 'care-card':
      return [
        part.prefix,
        part.heading,
        part.lead,
        part.attribution,
        ...part.signs,
        ...part.paragraphs,
        ...labels(part.links)
      ]
  }
}

// What must be true of every turn

const booking = base.clinic.booking.url.replace(/\/$/, '')
const { 'not-now': notNow, 'start-over': startOver, book } = messages.buttons

function check(said: string, reply: Reply, after: Conversation, fallbacks: string[]): void {
  const labels = reply.actions.map(({ label }) => label)
  for (const words of [...reply.parts.flatMap(wordsOf), ...labels, ...strings(reply.feedback?.ask)])
    if (!sentences.has(words)) expect.fail(`is not in knowledge/: ${words}`)
  for (const part of reply.parts)
    if (part.kind === 'passage') expect(JSON.stringify(part.blocks)).toBe(passages.get(part.entry))
  if (after.emergencyOpen) {
    if (goingOn.includes(said)) expect(reply.entries).toEqual([])
    expect(JSON.stringify(reply)).not.toContain(booking)
    expect(labels).not.toContain(book)
    expect(labels.slice(0, 2)).toEqual([notNow, startOver])
  }
  if (after.urgency === 'urgent') {
    expect(JSON.stringify(reply)).not.toContain(booking)
    expect(labels).not.toContain(book)
  }
  expect(fallbacks.slice(-3).length < 3 || new Set(fallbacks.slice(-3)).size > 1, 'the same fallback three times').toBe(
    true
  )
}

/** Whatever state the conversation is in, starting over is a new conversation, and a question can be asked and answered. */
function wayOut(after: Conversation): void {
  const fresh = respond({ kind: 'message', utterance: { text: startOver, locale: 'en' } }, after).conversation
  expect({ ...fresh, offered: [] }).toEqual(newConversation)
}

test(`${count} random conversations keep every promise`, { timeout: 900_000 }, () => {
  const decisions = new Map<string, number>()
  fc.assert(
    fc.property(fc.array(steps, { minLength: 1, maxLength: longest }), script => {
      let conversation = newConversation
      const shown: Reply[] = []
      let fallbacks: string[] = []
      let turn: Turn | undefined
      for (const step of script) {
        turn = turnOf(step, shown, turn)
        const { reply, conversation: after, trace } = respond(turn, conversation)
        expect(trace.rule).not.toBe('something failed')
        fallbacks = reply.decision === 'fallback' ? [...fallbacks, reply.text] : []
        check(turn.utterance.text, reply, after, fallbacks)
        decisions.set(trace.rule, (decisions.get(trace.rule) ?? 0) + 1)
        shown.push(reply)
        conversation = after
      }
      wayOut(conversation)
    }),
    { numRuns: count, seed }
  )
  // Otherwise the loop has shown nothing: every rule has spoken, and often.
  for (const rule of [
    'emergency',
    'urgent',
    'the question on the screen',
    'a sign taken back',
    'feedback',
    'several questions'
  ])
    expect(decisions.get(rule), rule).toBeGreaterThan(100)
})
