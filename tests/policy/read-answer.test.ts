import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { IntentTable } from '../../src/domain/intent.js'
import { createReadAnswer } from '../../src/policy/read-answer.js'
import { knowledgeDir } from '../knowledge/folder.js'

const { answers } = IntentTable.parse(parse(readFileSync(join(knowledgeDir, 'en/intents.yaml'), 'utf8')))
const readAnswer = createReadAnswer(answers)

test.each([
  ['Yes', 'yes'],
  ['yeah a bit', 'yes'],
  ['YES!!', 'yes'],
  ['yep since tuesday', 'yes'],
  ['a bit', 'yes'],
  ['✅', 'yes'],
  ['No', 'no'],
  ['nope', 'no'],
  ['nah, all fine', 'no'],
  ['none of those', 'no'],
  ['not that I know of', 'no'],
  ["I don't think so", 'no'],
  ['dunno', 'unsure'],
  ['no idea', 'unsure'],
  ['not really', 'no'],
  ['no not really', 'no'],
  ['nah', 'no'],
  ['dont think so', 'no'],
  ['I don’t think so', 'no'],
  ['not really sure', 'unsure'],
  ['not really but it feels odd', 'unsure'],
  ['probably not', 'unsure'],
  ['no, but it feels odd', 'unsure'],
  ['no only a bit when I sit', 'unsure'],
  ['maybe?', 'unsure'],
  ['?', 'unsure'],
  ['🤷', 'unsure'],
  ['no how long is a session?', null],
  ['I have a question about prices', null],
  ['how much is it', null],
  ['novel', null],
  ['', null],
  ['no '.repeat(500), null]
])('asked a yes/no question, %j is %s', (text, answer) => {
  expect(readAnswer(text, true)).toBe(answer)
})

test.each([
  ['no', 'no'],
  ['not sure', 'unsure'],
  ['no fever, just a stiff back', null],
  ['yes I know but how long is it', null],
  ['never had a massage before', null]
])('asked nothing, %j is %s', (text, answer) => {
  expect(readAnswer(text, false)).toBe(answer)
})
