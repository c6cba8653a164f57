// Writes what the teacher is to read, one a line: out/words.txt (with ranks in out/ranks.txt) and out/sentences.txt.
import { mkdirSync, writeFileSync } from 'node:fs'
import { writeQuestions } from './questions.mjs'
import { listGlosses } from './wordnet.mjs'
import { listWords } from './words.mjs'

const words = listWords()
// Questions are made of the commoner words; the rarer ones are met in WordNet's own sentences.
const common = new Set(words.filter(({ everyday }) => everyday).map(({ word }) => word))
const { examples, definitions } = listGlosses()
const sentences = [
  ...spread(examples, 26000),
  ...spread(definitions, 12000),
  ...writeQuestions(word => common.has(word), 36000)
]
mkdirSync('out', { recursive: true })
writeFileSync('out/words.txt', lines(words.map(({ word }) => word)))
writeFileSync('out/ranks.txt', lines(words.map(({ rank }) => String(rank))))
writeFileSync('out/sentences.txt', lines(sentences))
console.log(`${words.length} words, ${sentences.length} sentences`)

/** `count` items, taken at equal distances. */
function spread(list, count) {
  return list.filter((_, at) => Math.floor((at * count) / list.length) < Math.floor(((at + 1) * count) / list.length))
}

function lines(list) {
  return `${list.join('\n')}\n`
}
