import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { IntentTable } from '../../src/domain/intent.js'
import { createRecognise } from '../../src/policy/recognise.js'
import { knowledgeDir } from '../knowledge/folder.js'

const table = IntentTable.parse(parse(readFileSync(join(knowledgeDir, 'en/intents.yaml'), 'utf8')))
const recognise = createRecognise(table)

test.each([
  ['I want to book', 'book'],
  ['Hi, could I book in for Tuesday please?', 'book'],
  ['can i come in tomorrow', 'book'],
  ['got any appointments this week?', 'book'],
  ['BOOK NOW', 'book'],
  ['can I have a massage please', 'book'],
  ['thanks so much!', 'thank'],
  ['ta', 'thank'],
  ['hello', 'greet'],
  ['good morning', 'greet'],
  ['bye', 'goodbye'],
  ['can I talk to someone', 'person'],
  ['This is not about now', 'not-now'],
  ['Start over', 'start-over'],
  ['what can you do?', 'capabilities'],
  ['none of these', 'none-of-these'],
  ['how do I book a session?', null],
  ['can I book a massage with sciatica?', null],
  ['is it free', null],
  ['fine', 'acknowledge'],
  ['tell me more', 'more'],
  ['i see', 'acknowledge'],
  ['see you', 'goodbye'],
  ['what is 2 + 2', null],
  ['can my wife grab a slot on wednesday evening', 'book'],
  ['put me in for monday please', 'book'],
  ['can I change my appointment to friday', null],
  ['can I drive this evening', null],
  ['not now', null],
  ['got any gaps left on tuesday for my mum', 'book'],
  ['3pm tomorrow?', 'book'],
  ['is 6pm ok on thursday', 'book'],
  ['whats the next available slot', 'book'],
  ['my dad needs an appointment', 'book'],
  ['im looking for a massage this week', 'book'],
  ['today', null],
  ['am I in there all afternoon', null],
  ['do you do evenings', null],
  ['how long is an appointment', null],
  ['how much is an appointment', null],
  ['what time is my appointment', null],
  ['what should I do after', null],
  ['it was this morning', null],
  ['is it ok today', null],
  ['take me back', 'back'],
  ['my GP says it is fine', 'cleared'],
  ['ive seen the doctor and she said its ok', 'cleared'],
  ['111 said a massage is fine', 'cleared'],
  ['my GP is not sure', null],
  ['would my GP be happy with it', null],
  ['will the doctor say its fine', null],
  ['is my back fine', null],
  ['I want to see a doctor', null],
  ['ok', 'acknowledge'],
  ['does massage help', null],
  ['my back is done', null],
  ['', null],
  ['book '.repeat(800), null]
])('%j is %s', (text, intent) => {
  expect(recognise(text)).toBe(intent)
})

test('every phrase of the table is recognised as its own intent', () => {
  for (const { id, phrases } of table.intents)
    for (const phrase of phrases) expect(recognise(phrase.replace(/<when>\??/, 'tuesday')), phrase).toBe(id)
})
