import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { z } from 'zod'
import { assembleAssistant } from '../../src/assemble.js'
import { decisions } from '../../src/domain/decision.js'
import type { Turn } from '../../src/domain/turn.js'
import { urgencies } from '../../src/domain/urgency.js'
import { clinic, dataDir, knowledgeDir } from '../knowledge/folder.js'

const oneOrMore = z.union([z.string(), z.array(z.string())])
const list = (value: string | string[] | undefined) => [value ?? []].flat()

/** Whole conversations, for people to read: what the visitor says, and what must be true of the reply. */
const Scenario = z.strictObject({
  name: z.string(),
  turns: z.array(
    z.strictObject({
      /** What the visitor types; "(opens the chat)" for the first moment, "(sends a picture)". */
      says: z.string(),
      decision: z.enum(decisions),
      /** The entry whose passage is shown; one of these where several fit. */
      entry: oneOrMore.optional(),
      /** All entries whose passages are shown, in this order. */
      entries: z.array(z.string()).optional(),
      urgency: z.enum(urgencies).default('none'),
      flags: z.array(z.string()).optional(),
      /** Words that stand in the reply, and words that do not. */
      shows: oneOrMore.optional(),
      hides: oneOrMore.optional(),
      /** How the reply begins: what has to be said first. */
      begins: z.string().optional(),
      /** Buttons that are there, and buttons that are not. */
      offers: oneOrMore.optional(),
      withholds: oneOrMore.optional(),
      booking: z.enum(['offered', 'not offered']).optional()
    })
  )
})

function readTurn(says: string): Turn {
  const blank = { text: '', locale: 'en' }
  if (says === '(opens the chat)') return { kind: 'arrival', utterance: blank }
  if (says === '(sends a picture)') return { kind: 'message', utterance: blank, attached: true }
  return { kind: 'message', utterance: { text: says, locale: 'en' } }
}

const here = fileURLToPath(new URL('.', import.meta.url))
const { base, respond, newConversation } = assembleAssistant({
  knowledgeDir,
  clinic,
  dataDir,
  publicUrl: 'https://ask.example'
})

for (const file of readdirSync(here)
  .filter(name => name.endsWith('.yaml'))
  .sort())
  describe(file, () => {
    test.each(z.array(Scenario).parse(parse(readFileSync(join(here, file), 'utf8'))))('$name', ({ turns }) => {
      let conversation = newConversation
      for (const turn of turns) {
        const outcome = respond(readTurn(turn.says), conversation)
        const { reply } = outcome
        conversation = outcome.conversation
        const at = `“${turn.says}” -> ${reply.text}`
        expect(reply.decision, at).toBe(turn.decision)
        expect(reply.urgency, at).toBe(turn.urgency)
        if (turn.entry) expect(list(turn.entry), at).toContain(reply.entries[0])
        if (turn.entries) expect(reply.entries, at).toEqual(turn.entries)
        for (const flag of turn.flags ?? []) expect(reply.flags, at).toContain(flag)
        for (const words of list(turn.shows)) expect(reply.text, at).toContain(words)
        for (const words of list(turn.hides)) expect(reply.text, at).not.toContain(words)
        if (turn.begins) expect(reply.text.slice(0, turn.begins.length), at).toBe(turn.begins)
        const labels = reply.actions.map(action => action.label)
        for (const label of list(turn.offers)) expect(labels, at).toContain(label)
        for (const label of list(turn.withholds)) expect(labels, at).not.toContain(label)
        const books = JSON.stringify(reply).includes(base.clinic.booking.url)
        if (turn.booking) expect(books, at).toBe(turn.booking === 'offered')
        // The rules that no scenario may break.
        if (reply.urgency === 'emergency' || reply.urgency === 'urgent') {
          expect(reply.entries, at).toEqual([])
          expect(books, at).toBe(false)
        }
        if (conversation.emergencyOpen) expect(books, at).toBe(false)
      }
    })
  })
