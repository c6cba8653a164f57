import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { readCsv } from '../../bench/csv.js'
import { outside, splitFaq, splitIntents } from '../../bench/few-shot.js'
import { createRandom, sample, shuffle } from '../../bench/random.js'
import { listRuns, parseSet, readSet } from '../../bench/sets.js'

const folder = mkdtempSync(join(tmpdir(), 'bench-'))
afterAll(() => rmSync(folder, { recursive: true }))

describe('CSV', () => {
  test.each([
    {
      text: 'a,b\r\nc,d\r\n',
      rows: [
        ['a', 'b'],
        ['c', 'd']
      ],
      why: 'Windows line ends'
    },
    { text: '"one, two",x', rows: [['one, two', 'x']], why: 'a comma in quotes, no last line end' },
    { text: '"say ""hi""",x\n', rows: [['say "hi"', 'x']], why: 'doubled quotes' },
    { text: '"two\nlines",x\n', rows: [['two\nlines', 'x']], why: 'a line break in quotes' },
    { text: 'a,\n', rows: [['a', '']], why: 'an empty cell' },
    { text: '', rows: [], why: 'an empty file' }
  ])('$why', ({ text, rows }) => expect(readCsv(text)).toEqual(rows))
})

describe('sampling', () => {
  const numbers = Array.from({ length: 10 }, (_, at) => at)

  test('is the same everywhere', () => {
    const random = createRandom(1)
    expect([random(), random()].map(value => value.toFixed(6))).toEqual(['0.627074', '0.002736'])
    expect(shuffle(numbers, createRandom(1))).toEqual(shuffle(numbers, createRandom(1)))
    expect(shuffle(numbers, createRandom(2))).not.toEqual(shuffle(numbers, createRandom(1)))
  })

  test('a smaller sample is a part of a bigger one; 0 takes all in order', () => {
    expect(sample(numbers, 7).slice(0, 3)).toEqual(sample(numbers, 3))
    expect(sample(numbers, 0)).toEqual(numbers)
    expect(sample(numbers, 99)).toEqual(numbers)
  })

  test('intents: so many utterances each, no label for what is outside, none of the test', () => {
    const train = numbers.flatMap((at): [string, string][] => [
      [`b ${at}`, 'b'],
      [`a ${at}`, 'a'],
      [`x ${at}`, outside]
    ])
    const { entries, test: asked } = splitIntents(train, [['t', 'a']], 3, 1)
    expect(entries.map(entry => [entry.id, 1 + entry.phrasings.length])).toEqual([
      ['a', 3],
      ['b', 3]
    ])
    expect(asked).toEqual([['t', 'a']])
    expect(splitIntents(train, [], 3, 1).entries).toEqual(entries)
    expect(splitIntents(train, [], null, 1).entries[0]!.phrasings).toHaveLength(9)
  })

  test('FAQs: at least one rephrasing is left to ask; held ones are asked and must be refused', () => {
    const pairs = ['p', 'q', 'r'].map(id => ({ id, question: `${id}?`, answer: '', asks: [`${id}1`, `${id}2`] }))
    const open = splitFaq(pairs, 5, 0, 1)
    expect(open.entries.map(entry => entry.phrasings.length)).toEqual([1, 1, 1])
    expect(open.test.map(([, label]) => label)).toEqual(['p', 'q', 'r'])
    const held = splitFaq(pairs, 5, 1, 1)
    expect(held.entries).toHaveLength(2)
    expect(held.test.filter(([, label]) => label === outside)).toHaveLength(2)
  })
})

describe('sets', () => {
  test.each([
    { name: 'clinc150', keeps: [5, 10, null] },
    { name: 'clinc150:7', keeps: [7] },
    { name: 'hint3-curekart', keeps: [null] },
    { name: 'stackfaq:0', keeps: [0] },
    { name: 'banking77:all', keeps: [null] }
  ])('$name', ({ name, keeps }) => expect(parseSet(name)?.map(run => run.keep)).toEqual(keeps))

  test.each(['nothing', 'clinc150:', 'clinc150:x', 'hint3-', 'hint3-../x', ''])('"%s" is none', name =>
    expect(parseSet(name)).toBeNull()
  )

  test('are found in the folder, and what is missing is named', () => {
    mkdirSync(join(folder, 'hint3'))
    writeFileSync(join(folder, 'hint3/shop_train.csv'), 'sentence,label\nhi,greet\n bye ,leave\n,\n')
    writeFileSync(join(folder, 'hint3/shop_test.csv'), 'sentence,label\nhello,greet\nwho won,NO_NODES_DETECTED\n')
    const { runs, missing } = listRuns(folder)
    expect(runs).toEqual([{ set: 'hint3-shop', keep: null }])
    expect(missing).toContain('clinc150/data_full.json')
    const { entries, test: asked } = readSet(folder, runs[0]!, 1)
    expect(entries.map(entry => entry.question)).toEqual(['hi', 'bye'])
    expect(asked).toEqual([
      ['hello', 'greet'],
      ['who won', outside]
    ])
  })
})
