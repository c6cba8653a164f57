import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { IntentTable } from '../../src/domain/intent.js'
import { pickOption } from '../../src/policy/pick-option.js'
import { knowledgeDir } from '../knowledge/folder.js'

const { picks } = IntentTable.parse(parse(readFileSync(join(knowledgeDir, 'en/intents.yaml'), 'utf8')))

const labels = ['How often for acute back pain?', 'How often for chronic back pain?', 'None of these']

test.each([
  ['How often for chronic back pain?', 1],
  ['how often for chronic back pain', 1],
  ['1', 0],
  ['the second one', 1],
  ['number 2 please', 1],
  ['first', 0],
  ['last', 1],
  ['the last one', 1],
  ['the third one', null],
  ['3', 2],
  ['tell me more about the first one', 0],
  ['the 2nd', 1],
  ['how offen for cronic back pain', 1],
  ['How often for acute back pane??', 0],
  ['non of these', 2],
  ['how often for back pain', null],
  ['first aid', null],
  ['4', null],
  ['0', null],
  ['how long is a session', null],
  ['', null]
])('%j picks %s', (text, index) => {
  expect(pickOption(text, labels, [0, 1], picks)).toBe(index)
})
