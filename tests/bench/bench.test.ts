import { describe, expect, test } from 'vitest'
import { drawReliability } from '../../bench/draw-reliability.js'
import { drawRiskCoverage } from '../../bench/draw-risk-coverage.js'
import { readOptions } from '../../bench/options.js'
import { firstOfEach } from '../../bench/peers.js'
import { runBench } from '../../bench/run.js'
import { quantileOf, splitFolds } from '../../bench/threshold.js'

describe('options', () => {
  test.each([
    { args: [], says: '--data is missing' },
    { args: ['--data', 'x', '--sets', 'mnist'], says: '"mnist" is no set' },
    { args: ['--data', 'x', '--sets', ','], says: '--sets is empty' },
    { args: ['--data', 'x', '--limit', '-1'], says: "'--limit' argument is ambiguous" },
    { args: ['--data', 'x', '--limit', 'ten'], says: '--limit takes a whole number' },
    { args: ['--data', 'x', '--matchers', 'lucene'], says: '"lucene" is no matcher' },
    { args: ['--data', 'x', '--sets', 'stackfaq', '--svg', 'y'], says: '--svg draws clinc150' },
    { args: ['--data', 'x', '--fast'], says: "Unknown option '--fast'" },
    { args: ['--data', 'x', 'more'], says: "Unexpected argument 'more'" }
  ])('$says', ({ args, says }) => expect(() => readOptions(args)).toThrow(says))

  test('have defaults', () =>
    expect(readOptions(['--data', 'x'])).toMatchObject({ data: 'x', runs: null, limit: 0, seed: 1, ablate: false }))

  test('--help wants nothing else', () => expect(readOptions(['--help'])).toBeNull())
})

test('a folder that is not there, or empty of sets, is told with what is expected', async () => {
  await expect(runBench(readOptions(['--data', '/nowhere'])!)).rejects.toThrow('/nowhere is no folder')
  const here = import.meta.dirname
  await expect(runBench(readOptions(['--data', here])!)).rejects.toThrow('clinc150/data_full.json')
  await expect(runBench(readOptions(['--data', here, '--sets', 'hint3-shop'])!)).rejects.toThrow('hint3/shop_train.csv')
})

test('the best hit of an entry counts, at most five entries', () => {
  const hits = ['a', 'a', 'b', 'c', 'a', 'd', 'e', 'f'].map((entry, at) => ({ entry, score: 1 - at / 10 }))
  expect(firstOfEach(hits).map(hit => hit.entry)).toEqual(['a', 'b', 'c', 'd', 'e'])
  expect(firstOfEach(hits)[0]!.score).toBe(1)
})

describe("a peer's threshold", () => {
  test('is the lowest tenth', () => expect(quantileOf([9, 8, 7, 6, 5, 4, 3, 2, 1, 0], 0.1)).toBe(1))

  test('comes from texts that were left out, each once', () => {
    const entries = ['a', 'b'].map(id => ({ id, question: `${id}0`, phrasings: [1, 2, 3].map(at => `${id}${at}`) }))
    const folds = splitFolds(entries)
    expect(folds.flatMap(fold => fold.held).sort()).toEqual(['a0', 'a1', 'a2', 'a3', 'b0', 'b1', 'b2', 'b3'])
    for (const { entries: rest, held } of folds)
      for (const text of held) expect(JSON.stringify(rest)).not.toContain(`"${text}"`)
  })

  test('of entries with one question: every second word', () =>
    expect(splitFolds([{ id: 'a', question: 'how long is a session', phrasings: [] }]).map(fold => fold.held)).toEqual([
      ['long a']
    ]))
})

describe('drawings', () => {
  const answers = [
    { confidence: 0.9, right: true },
    { confidence: 0.2, right: false }
  ]

  test.each([
    ['risk and coverage', drawRiskCoverage('clinc150:5', [{ name: 'a & <b>', answers }])],
    ['reliability', drawReliability('clinc150:5', { name: 'a & <b>', answers })]
  ])('%s has a title, a description and both schemes', (_, svg) => {
    expect(svg).toMatch(/<title id="title">[^<]+<\/title>\n<desc id="desc">[^<]+<\/desc>/)
    expect(svg).toContain('prefers-color-scheme: dark')
    expect(svg).toContain('a &amp; &lt;b>')
    expect(svg).not.toMatch(/NaN|undefined|Infinity/)
  })
})
