import { describe, expect, test } from 'vitest'
import { auroc } from '../../bench/auroc.js'
import { binByConfidence, calibrationError } from '../../bench/calibration.js'
import { outside } from '../../bench/few-shot.js'
import { measureFigures } from '../../bench/figures.js'
import { mcc } from '../../bench/mcc.js'
import { riskByCoverage } from '../../bench/risk-coverage.js'

describe('AUROC', () => {
  test.each([
    { inside: [0.9, 0.8], out: [0.2, 0.1], area: 1, why: 'parted' },
    { inside: [0.1, 0.2], out: [0.8, 0.9], area: 0, why: 'the wrong way round' },
    { inside: [0.5, 0.5], out: [0.5], area: 0.5, why: 'all equal: ties count half' },
    // Pairs won: 0.9 > 0.6, 0.9 > 0.4, 0.5 > 0.4; lost: 0.5 < 0.6.
    { inside: [0.9, 0.5], out: [0.6, 0.4], area: 0.75, why: 'three pairs of four' },
    { inside: [0.9, 0.5], out: [0.5, 0.1], area: 0.875, why: 'one pair tied' }
  ])('$why: $area', ({ inside, out, area }) => expect(auroc(inside, out)).toBeCloseTo(area, 12))

  test('has no value with one side empty', () => expect(auroc([0.5], [])).toBeNull())
})

describe('MCC', () => {
  test.each([
    { pairs: ['aa', 'bb', 'cc'], value: 1, why: 'all right' },
    { pairs: ['aa', 'ba', 'ca'], value: 0, why: 'one class takes everything' },
    { pairs: ['ab', 'ba'], value: -1, why: 'two classes swapped' },
    // Binary, TP 3, FN 1, FP 1, TN 2: (3 x 2 - 1 x 1) / sqrt(4 x 4 x 3 x 3) = 5 / 12.
    { pairs: ['aa', 'aa', 'aa', 'ab', 'ba', 'bb', 'bb'], value: 5 / 12, why: 'the two-class formula' },
    // c = 3 of n = 5; sum t p = 2x2 + 2x2 + 1x1 = 9 = both sums of squares: (15 - 9) / (25 - 9).
    { pairs: ['aa', 'ab', 'ba', 'bb', 'cc'], value: 6 / 16, why: 'three classes' }
  ])('$why: $value', ({ pairs, value }) =>
    expect(mcc(pairs.map(([truth, told]) => [truth!, told!] as const))).toBeCloseTo(value, 12)
  )
})

describe('calibration', () => {
  test('ECE weighs each bin by its questions', () => {
    // Bin 9 of 10: confidence 0.95, half right; bin 1: confidence 0.15, none right.
    const answers = [
      { confidence: 0.95, right: true },
      { confidence: 0.95, right: false },
      { confidence: 0.15, right: false },
      { confidence: 0.15, right: false }
    ]
    const bins = binByConfidence(answers, 10)
    expect(bins.map(bin => bin.count)).toEqual([0, 2, 0, 0, 0, 0, 0, 0, 0, 2])
    expect(calibrationError(bins)).toBeCloseTo(0.5 * 0.45 + 0.5 * 0.15, 12)
  })

  test('0 and 1 fall into the first and the last bin', () => {
    const bins = binByConfidence([0, 1, 1].map(confidence => ({ confidence, right: true })))
    expect([bins[0]!.count, bins.at(-1)!.count]).toEqual([1, 2])
  })

  test('nothing asked is no error', () => expect(calibrationError(binByConfidence([]))).toBe(0))
})

test('risk and coverage: the surest first, equal ones together', () => {
  const answers = [
    { confidence: 0.5, right: false },
    { confidence: 0.9, right: true },
    { confidence: 0.5, right: true },
    { confidence: 0.1, right: false }
  ]
  expect(riskByCoverage(answers)).toEqual([
    { coverage: 0.25, risk: 0 },
    { coverage: 0.75, risk: 1 / 3 },
    { coverage: 1, risk: 0.5 }
  ])
})

describe('the figures of a table', () => {
  const told = (
    label: string,
    outcome: 'answer' | 'clarify' | 'fallback',
    ...candidates: [entry: string, score: number][]
  ) => ({ label, answer: { outcome, candidates: candidates.map(([entry, score]) => ({ entry, score })) } })
  const table = [
    told('a', 'answer', ['a', 0.9], ['b', 0.1]),
    told('a', 'fallback', ['a', 0.3], ['b', 0.2]),
    told('b', 'clarify', ['a', 0.5], ['c', 0.4], ['b', 0.3]),
    told('b', 'answer', ['a', 0.8], ['c', 0.4], ['d', 0.3], ['b', 0.2]),
    told(outside, 'fallback'),
    told(outside, 'clarify', ['a', 0.4]),
    told(outside, 'answer', ['b', 0.85]),
    told(outside, 'fallback', ['c', 0.2])
  ]

  test('are as counted by hand', () => {
    expect(measureFigures(table, true)).toMatchObject({
      questions: 8,
      accuracy: 50,
      recall3: 75,
      // Won: 0.9 4, 0.3 2, 0.5 3, 0.8 3 of 16.
      auroc: 75,
      insideRight: 25,
      outsideRefused: 50,
      outsideAnswered: 25
    })
  })

  test('a score that is no confidence has no calibration error', () =>
    expect(measureFigures(table, false).calibrationError).toBeNull())

  test('a set without out-of-scope questions has no figures of refusal', () =>
    expect(measureFigures(table.slice(0, 4), true)).toMatchObject({
      auroc: null,
      outsideRefused: null,
      outsideAnswered: null
    }))
})
