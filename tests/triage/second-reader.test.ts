import { expect, test } from 'vitest'
import { buckets } from '../../src/triage/second-reader/grams.js'
import { type Lesson, learnSecondReader } from '../../src/triage/second-reader/learn.js'
import { openPage, tiers, vectorOf } from '../../src/triage/second-reader/model.js'
import { openSecondReader } from '../../src/triage/second-reader/read.js'
import { createScore, packWeights } from '../../src/triage/second-reader/score.js'
import { cutWindows } from '../../src/triage/second-reader/windows.js'
import { createTriage } from '../../src/triage/triage.js'
import { parser, redFlags } from './tables.js'

// Words that the table does not have, so that whatever is raised is raised by the second reader.
const lesson = (urgency: Lesson['urgency'], flag: string | null, text: string): Lesson => ({
  text,
  urgency,
  flags: flag ? [flag] : [],
  accept: []
})
const lessons = [
  ...['the drawbridge wobbles when i sit', 'my drawbridge wobbles', 'a drawbridge that wobbles every day'].map(text =>
    lesson('emergency', 'ces_saddle', text)
  ),
  ...['the turret creaks', 'my turret creaks at noon', 'a turret that creaks'].map(text =>
    lesson('gp', 'diabetes', text)
  ),
  ...['the moat is full', 'my moat is full of frogs', 'a drawbridge is nice', 'we sit by the moat'].map(text =>
    lesson('none', null, text)
  )
]
const state = learnSecondReader(lessons, parser, null)
const thresholds = { gp: 0, urgent: 0.5, emergency: 0.1, doubt: -0.1 }
const triage = createTriage(parser, openSecondReader(state, thresholds, redFlags.flags, parser, null))

test('what rules do not know is raised, with the message that it is like, its place and its score', () => {
  const { urgency, flags, findings } = triage('Hello. Since Monday my drawbridge wobbles, can I come?')
  expect(urgency).toBe('emergency')
  expect(flags).toEqual(['ces_saddle'])
  expect(findings).toMatchObject([
    {
      flag: 'ces_saddle',
      card: 'emergency',
      assertion: 'present',
      person: 'self',
      pattern: expect.stringContaining('drawbridge')
    }
  ])
  expect(findings[0]!.words).toContain('drawbridge wobbles')
  expect(findings[0]!.because).toMatch(/second reader.*\d for emergency/)
})

test('a lesser sign has its own card; another person’s is theirs', () => {
  expect(triage('my turret creaks').findings).toMatchObject([{ flag: 'diabetes', urgency: 'gp', card: 'gp' }])
  expect(triage('the turret of my husband creaks').findings).toMatchObject([{ person: 'other' }])
})

test('the harmless stays silent, and the empty', () => {
  for (const text of ['my moat is full', '', '...', 'how long is a session'])
    expect(triage(text).urgency, text).toBe('none')
})

test('it never lowers what the rules have found, and says nothing beside an emergency', () => {
  expect(triage('I am numb between my legs and the moat is full').urgency).toBe('emergency')
  expect(triage('I am numb between my legs and my turret creaks').flags).not.toContain('diabetes')
  expect(triage('I have a fever. My turret creaks').urgency).toBe('urgent')
})

test('a doubt is told, and nothing raised', () => {
  const unsure = createTriage(
    parser,
    openSecondReader(state, { gp: 9, urgent: 9, emergency: 9, doubt: 0 }, redFlags.flags, parser, null)
  )
  expect(unsure('my drawbridge wobbles')).toMatchObject({ urgency: 'none', flags: [], doubt: 'ces_saddle' })
  expect(unsure('my moat is full').doubt).toBeUndefined()
})

test('a window scored by sums is scored as by its vector', () => {
  const page = openPage(
    parser.parse('No fever. The drawbridge wobbles! Since Monday, when I sat by the moat. Twice.'),
    parser.small,
    null
  )
  // Planes of any numbers will do.
  const planes = tiers.map((_, which) => Float32Array.from({ length: buckets + 1 }, (_, at) => Math.sin(at + which)))
  const scores = createScore(packWeights(state.idf, planes))(page)
  page.windows.forEach((window, at) => {
    const { grams } = vectorOf(page, window, state.idf, 0)
    planes.forEach((plane, which) => {
      const plain = grams.ids.reduce((sum, id, place) => sum + grams.weights[place]! * plane[id]!, plane[buckets]!)
      expect(scores[at]![which]).toBeCloseTo(plain, 4)
    })
  })
})

test('windows are sentences, two in a row, and stretches of what never ends', () => {
  const windowsOf = (text: string) =>
    cutWindows(parser.parse(text).matcher.reading.words).map(({ from, to }) => [from, to])
  expect(windowsOf('I fell. From a ladder.')).toEqual([
    [0, 2],
    [0, 5],
    [2, 5]
  ])
  expect(windowsOf(`${'so '.repeat(50)}it goes`)).toEqual([
    [0, 30],
    [12, 42],
    [24, 52]
  ])
  expect(windowsOf('')).toEqual([])
})

test('equal lessons give equal planes', () => {
  expect(learnSecondReader(lessons, parser, null)).toEqual(state)
})
