import { expect, test } from 'vitest'
import { bm25 } from '../../src/retrieval/bm25.js'
import { fitFeatures, readVector } from '../../src/retrieval/features.js'
import { fuzzy } from '../../src/retrieval/fuzzy.js'
import { linear } from '../../src/retrieval/linear.js'
import type { Matcher } from '../../src/retrieval/member.js'
import { neighbour } from '../../src/retrieval/neighbour.js'
import { createReadWords } from '../../src/retrieval/question.js'

const texts = [
  ['how long does a session last', 'length of an appointment'],
  ['how often should i come', 'how many massages do i need'],
  ['what should i wear', 'what clothes are best']
]
const readWords = createReadWords()
const features = fitFeatures(texts.flat().map(readWords))
const read = (text: string) => ({ ...readWords(text), vector: readVector(features, readWords(text)) })
const labels = texts.map((own, index) => ({ id: `e${index}`, outside: false, texts: own, answer: '' }))
const examples = texts.flatMap((own, label) => own.map(text => ({ label, text, question: read(text) })))
const open = <State>({ train, open: ready }: Matcher<State>) => ready(train(labels, examples, features.idf.length))
const best = (scores: Float64Array) => scores.indexOf(Math.max(...scores))

test.each([
  ['linear', open(linear)],
  ['neighbour', open(neighbour)],
  ['bm25', open(bm25)]
])('%s puts a question with its own entry', (_, member) => {
  expect(best(member.score(read('how long is an appointment')))).toBe(0)
  expect(best(member.score(read('how many times should i come')))).toBe(1)
  expect(best(member.score(read('which clothes should i wear')))).toBe(2)
})

test('fuzzy finds a misspelt word, and is silent when every word is known', () => {
  const member = open(fuzzy)
  expect(best(member.score(read('apointment lenght')))).toBe(0)
  expect([...member.score(read('how long does a session last'))]).toEqual([0, 0, 0])
})

test('a vector has at most length 1, and strange words shorten it', () => {
  const length = (text: string) => Math.hypot(...read(text).vector.weights)
  expect(length('what should i wear')).toBeCloseTo(1, 5)
  expect(length('what should i wear zyxwv qponm')).toBeLessThan(0.95)
})

test('the house’s own words replace visitors’ words, the longest phrase first', () => {
  const words = createReadWords({
    'stop-words': ['the'],
    synonyms: { tummy: 'stomach' },
    abbreviations: { appt: 'appointment' },
    slang: { 'done my back': 'hurt my back', done: 'finished' },
    misspellings: { offen: 'often' }
  })
  expect(words('Tummy appt offen').words).toEqual(['stomach', 'appointment', 'often'])
  expect(words('ive done my back').words).toEqual(['ive', 'hurt', 'my', 'back'])
  expect(words('the session').keys).toEqual(['session'])
})
