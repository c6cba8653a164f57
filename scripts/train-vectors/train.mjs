// Distils the teacher into word vectors and writes knowledge/en/vectors.bin. README.md tells the method.
import { createHash } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { tokenise } from '../../src/text/tokenise.ts'
import { findDirections, project } from './algebra.mjs'

const size = 64
const width = 512
const steps = 2000
const batch = 768
const rate = 0.003
const pull = 1e-4
const dropout = 0.1
const smooth = 1e-3
const target = new URL('../../knowledge/en/vectors.bin', import.meta.url)

const words = readLines('out/words.txt')
const ranks = readLines('out/ranks.txt').map(Number)
const sentences = readLines('out/sentences.txt')
const rowOf = new Map(words.map((word, row) => [word, row]))
const read = text =>
  tokenise(text)
    .map(token => rowOf.get(token.word))
    .filter(row => row !== undefined)

const taught = readFloats('out/sentences.f32')
const axes = findDirections(taught, width, size)
const goals = project(taught, axes)
const start = project(readFloats('out/words.f32'), axes)
// Zipf: the word of rank r makes about 0.08 / (r + 2) of all words. The commoner, the less it tells.
words.forEach((_, row) => {
  const share = 0.08 / (ranks[row] + 2)
  for (let at = row * size; at < (row + 1) * size; at++) start[at] *= smooth / (smooth + share)
})

let seed = 11
const random = () => {
  seed = (seed * 48271) % 2147483647
  return seed / 2147483647
}
const rowsOf = sentences.map(read)
const usable = [...rowsOf.keys()].filter(index => rowsOf[index].length > 0)
const held = usable.filter(index => index % 50 === 0)
const taken = usable.filter(index => index % 50 !== 0)

const vectors = Float32Array.from(start)
const first = new Float32Array(vectors.length)
const second = new Float32Array(vectors.length)
const gradient = new Float32Array(vectors.length)
const times = new Uint32Array(words.length)
console.log(`loss before: ${measure(held).toFixed(4)}`)
for (let step = 1; step <= steps; step++) {
  const touched = new Set()
  for (let item = 0; item < batch; item++) learn(taken[Math.floor(random() * taken.length)], touched)
  const speed = rate * (1 - step / (steps + 1))
  for (const row of touched) move(row, speed)
  if (step % 500 === 0) console.log(`step ${step}: loss ${measure(held).toFixed(4)}`)
}
write()

// Loss 1 - s·t with s = v / |v|, v the sum of the sentence's rows: its gradient by each row is (s (s·t) - t) / |v|.
function learn(index, touched) {
  const rows = rowsOf[index].filter(() => random() >= dropout)
  if (rows.length === 0) return
  const { unit, length } = embed(rows)
  if (length === 0) return
  let cosine = 0
  for (let at = 0; at < size; at++) cosine += unit[at] * goals[index * size + at]
  for (let at = 0; at < size; at++) {
    const slope = (unit[at] * cosine - goals[index * size + at]) / length
    for (const row of rows) gradient[row * size + at] += slope
  }
  for (const row of rows) touched.add(row)
}

function embed(rows) {
  const unit = new Float64Array(size)
  for (const row of rows) for (let at = 0; at < size; at++) unit[at] += vectors[row * size + at]
  let squares = 0
  for (const value of unit) squares += value * value
  const length = Math.sqrt(squares)
  if (length > 0) for (let at = 0; at < size; at++) unit[at] /= length
  return { unit, length }
}

// Adam (Kingma and Ba 2015) that counts its steps a row, since most rows are in few batches.
function move(row, speed) {
  const time = ++times[row]
  for (let at = row * size; at < (row + 1) * size; at++) {
    const slope = gradient[at] / batch + pull * (vectors[at] - start[at])
    gradient[at] = 0
    first[at] = 0.9 * first[at] + 0.1 * slope
    second[at] = 0.999 * second[at] + 0.001 * slope * slope
    vectors[at] -= (speed * (first[at] / (1 - 0.9 ** time))) / (Math.sqrt(second[at] / (1 - 0.999 ** time)) + 1e-8)
  }
}

function measure(indexes) {
  let loss = 0
  for (const index of indexes) {
    const { unit } = embed(rowsOf[index])
    let cosine = 0
    for (let at = 0; at < size; at++) cosine += unit[at] * goals[index * size + at]
    loss += (1 - cosine) / indexes.length
  }
  return loss
}

// The layout is told in src/retrieval/vectors.ts.
function write() {
  const list = Buffer.from(words.join('\n'))
  const head = Buffer.alloc(20)
  head.write('WVEC')
  ;[1, size, words.length, list.length].forEach((value, at) => {
    head.writeUInt32LE(value, 4 + 4 * at)
  })
  const scales = Buffer.alloc(4 * words.length)
  const rows = Buffer.alloc(size * words.length)
  words.forEach((_, row) => {
    const values = vectors.subarray(row * size, (row + 1) * size)
    const scale = Math.fround(values.reduce((most, value) => Math.max(most, Math.abs(value)), 0) / 127)
    scales.writeFloatLE(scale, 4 * row)
    values.forEach((value, at) => {
      rows.writeInt8(scale > 0 ? Math.round(value / scale) : 0, row * size + at)
    })
  })
  const bytes = Buffer.concat([head, scales, rows, list])
  writeFileSync(target, bytes)
  console.log(`${bytes.length} bytes, sha256 ${createHash('sha256').update(bytes).digest('hex')}`)
}

function readLines(file) {
  return readFileSync(file, 'utf8').split('\n').filter(Boolean)
}

function readFloats(file) {
  const { buffer, byteOffset, byteLength } = readFileSync(file)
  return new Float32Array(buffer, byteOffset, byteLength / 4)
}
