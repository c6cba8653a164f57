import { expect, test } from 'vitest'
import { answers, bm25 } from '../../src/retrieval/bm25.js'
import { openDots, openPlainDots } from '../../src/retrieval/dots.js'
import { fitFeatures, readVector } from '../../src/retrieval/features.js'
import { createRespell } from '../../src/retrieval/fuzzy.js'
import { linear } from '../../src/retrieval/linear.js'
import { meaning } from '../../src/retrieval/meaning.js'
import type { Matcher } from '../../src/retrieval/member.js'
import { neighbour } from '../../src/retrieval/neighbour.js'
import { createReadWords } from '../../src/retrieval/question.js'

const texts = [
  ['how long does a session last', 'length of an appointment'],
  ['how often should i come', 'how many massages do i need'],
  ['what should i wear', 'what clothes are best']
]
const readWords = createReadWords()
const features = fitFeatures(texts.flat().map(text => readWords(text)))
// Two directions of meaning, made up: time and clothes.
const directionOf = (words: string[]) =>
  Float32Array.from(
    [
      ['long', 'length', 'appointment'],
      ['wear', 'clothes', 'dress']
    ],
    alike => (words.some(word => alike.includes(word)) ? 1 : 0)
  )
const read = (text: string) => {
  const words = readWords(text)
  return { ...words, grams: readVector(features, words), meaning: directionOf(words.written) }
}
const answerTexts = ['An hour.', 'Every two weeks.', 'Something comfortable.']
const labels = texts.map((own, index) => ({ id: `e${index}`, outside: false, texts: own, answer: answerTexts[index]! }))
const examples = texts.flatMap((own, label) => own.map(text => ({ label, text, question: read(text) })))
const open = <State>({ train, open: ready }: Matcher<State>) =>
  ready(train(labels, examples, features.idf.length), labels)
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

test('meaning finds a word that no example has', () => {
  expect(best(open(meaning).score(read('dress?')))).toBe(2)
})

test('answers finds a word that only the answer has', () => {
  expect(best(open(answers).score(read('something fancy')))).toBe(2)
})

test.each([
  ['apointment', 'appointment'],
  ['massgae', 'massage'],
  ['clothess', 'clothes'],
  ['appointment', 'appointment'],
  ['massagelength', 'massage length'],
  ['parking', 'parking'],
  ['wea', 'wea'],
  ['length2', 'length2'],
  ['zyxwvut', 'zyxwvut'],
  ['__proto__', '__proto__']
])('a misspelt word is put right, another stays as it is: %s is read as %s', (written, meant) => {
  const known = ['appointment', 'massage', 'clothes', 'marking', 'wear', 'length']
  expect(createRespell(known, word => word === 'parking')()(written)).toBe(meant)
})

test('a message of strange words costs no more than a few typos', () => {
  const respell = createRespell(['appointment'], () => false)()
  const read = Array.from({ length: 20 }, () => respell('apointment'))
  expect(read.filter(word => word === 'appointment')).toHaveLength(6)
})

test('a vector has at most length 1, and strange words shorten it', () => {
  const length = (text: string) => Math.hypot(...read(text).grams.weights)
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

test.each([1, 3, 4, 7, 80])('dot products of %i numbers are the same bytes with vectors of four and without', width => {
  const rows = Float32Array.from({ length: 13 * width }, (_, at) => Math.sin(at + width))
  const asked = Float32Array.from({ length: width }, (_, at) => Math.cos(3 * at))
  const dots = [...openDots(rows, width)(asked)]
  expect(dots).toEqual([...openPlainDots(rows, width)(asked)])
  dots.forEach((dot, row) => {
    expect(dot).toBeCloseTo(
      asked.reduce((sum, value, at) => sum + value * rows[row * width + at]!, 0),
      4
    )
  })
})

test('no rows, or rows of no numbers, have no dot products', () => {
  expect([...openDots(new Float32Array(0), 80)(new Float32Array(80))]).toEqual([])
  expect([...openDots(new Float32Array(0), 0)(new Float32Array(0))]).toEqual([])
})
