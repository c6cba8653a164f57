import { expect, test } from 'vitest'
import { createEngine } from '../../src/retrieval/engine.js'

// A small shop, so that these tests do not move with the clinic's knowledge.
const entries = [
  {
    id: 'returns',
    question: 'How do I return an item?',
    phrasings: ['send it back', 'can i get a refund', 'returning my order', 'i want my money back'],
    answer: 'Send it back within 30 days.'
  },
  {
    id: 'delivery',
    question: 'When will my parcel arrive?',
    phrasings: ['where is my order', 'delivery time', 'track my parcel', 'how long does shipping take'],
    answer: 'Parcels take three days.'
  },
  {
    id: 'sizes',
    question: 'Which size should I choose?',
    phrasings: ['size guide', 'does it run small', 'what size am i', 'are these true to size'],
    answer: 'See the size table.'
  },
  {
    id: 'washing',
    question: 'How do I wash it?',
    phrasings: ['can it go in the machine', 'washing instructions', 'does it shrink in the wash', 'hand wash only?'],
    answer: 'Wash at 30 degrees.'
  }
]
const outside = [
  {
    id: 'jobs',
    question: 'Do you have any jobs?',
    phrasings: ['are you hiring', 'i want to work for you', 'apply for a vacancy', 'where do i send my cv']
  }
]
const { rank, explain } = createEngine(entries, { outside })

test.each([
  ['How do I return an item?', 'returns'],
  ['refund', 'returns'],
  ['when does my parcel get here', 'delivery'],
  ['wich sise shud i chose', 'sizes'],
  ['shrinks in the washing machine?', 'washing']
])('%j is about %s', (text, entry) => {
  expect(rank(text).candidates[0]?.entry).toBe(entry)
})

test('its own questions are answered outright, with confidences between 0 and 1 in falling order', () => {
  for (const { id, question } of entries) {
    const { outcome, candidates } = rank(question)
    expect(outcome, question).toBe('answer')
    expect(candidates[0]!.entry).toBe(id)
    for (const [at, { confidence }] of candidates.entries()) {
      expect(confidence).toBeGreaterThanOrEqual(0)
      expect(confidence).toBeLessThanOrEqual(at === 0 ? 1 : candidates[at - 1]!.confidence)
    }
  }
})

test('an outside kind is named, and no entry answers for it', () => {
  expect(rank('any jobs going, can i apply')).toMatchObject({ outcome: 'fallback', outside: 'jobs' })
})

test.each([[''], ['   '], ['😀'], ['?!'], ['\u0000'], ['зачем'], ['\ud800'], ['parrot '.repeat(570)]])(
  'nothing to go by in %j: fallback',
  text => {
    expect(rank(text).outcome).toBe('fallback')
  }
)

const hostile: [string, (length: number) => string][] = [
  ['emoji', length => '😀'.repeat(length / 2)],
  ['one endless word', length => 'wash'.repeat(length / 4)],
  ['strange words', length => 'parrot '.repeat(length / 7)],
  ['words that look like typos', length => 'parxqe '.repeat(length / 7)],
  ['another script', length => 'зачем '.repeat(length / 6)],
  ['null bytes', length => '\u0000'.repeat(length)],
  ['combining marks', length => `x${'\u0301'.repeat(length)}`],
  ['digits', length => '7'.repeat(length)]
]

test.each(hostile)('%s: fallback, in time that grows as the text does', (_, make) => {
  expect(rank(make(4000)).outcome).toBe('fallback')
  const cost = (text: string) => {
    const cpu = process.cpuUsage()
    for (let times = 0; times < 40; times++) rank(text)
    const { user, system } = process.cpuUsage(cpu)
    return (user + system) / 40_000
  }
  cost(make(4000))
  // Eight times the text in at most sixteen times the time, with half a millisecond for what every question costs.
  expect(cost(make(32_000))).toBeLessThan(16 * (cost(make(4000)) + 0.5))
})

test('words that JavaScript itself uses are words like others', () => {
  expect(rank('__proto__ hasOwnProperty valueOf refund').candidates).toHaveLength(4)
})

test('the same entries and question give the same bytes', () => {
  const { rank: again } = createEngine(entries, { outside })
  for (const text of ['refund', 'wich sise', 'tell me about it'])
    expect(JSON.stringify(again(text))).toBe(JSON.stringify(rank(text)))
})

test('one question an entry is enough to start with', () => {
  const { rank: bare } = createEngine(entries.map(({ id, question }) => ({ id, question, phrasings: [] })))
  expect(bare('How do I wash it?')).toMatchObject({ outcome: 'answer', candidates: [{ entry: 'washing' }, {}, {}, {}] })
  expect(bare('zebra crossing').outcome).toBe('fallback')
})

test('a single entry', () => {
  expect(createEngine([entries[0]!]).rank('refund').candidates).toHaveLength(1)
})

test('explain tells what each member gave, which words counted and why the outcome fell so', () => {
  const { corrected, because, labels, thresholds } = explain('wat time is the delivary of my order')
  expect(corrected).toEqual([{ written: 'delivary', read: 'delivery' }])
  expect(because).toBe('sure')
  const [best] = labels
  expect(best).toMatchObject({ id: 'delivery', outside: false })
  expect(best!.confidence).toBeGreaterThanOrEqual(thresholds.answer)
  expect(best!.members.map(one => one.member)).toEqual(['linear', 'neighbour', 'meaning', 'bm25', 'answers'])
  expect(best!.members.reduce((sum, one) => sum + one.weight, 0)).toBeCloseTo(1, 9)
  expect(best!.words[0]!.word).toBe('delivery')
  expect(labels.at(-1)).toMatchObject({ id: 'jobs', outside: true, confidence: null })
})

test('explain agrees with rank, also where there is nothing to go by', () => {
  for (const text of ['refund', 'any jobs going', 'tell me about it', '😀', ''])
    expect(
      explain(text)
        .labels.filter(one => !one.outside)
        .map(one => [one.id, one.confidence])
    ).toEqual(rank(text).candidates.map(one => [one.entry, one.confidence]))
  expect(explain('😀').because).toBe('no words')
})
