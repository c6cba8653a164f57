import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parse } from 'yaml'
import { z } from 'zod'
import { decisions } from '../../src/domain/decision.js'
import type { Turn } from '../../src/domain/turn.js'
import { urgencies } from '../../src/domain/urgency.js'

const oneOrMore = z.union([z.string(), z.array(z.string())])

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
      booking: z.enum(['offered', 'not offered']).optional(),
      /** What is asked under the answer; "nothing". */
      asks: z.string().optional(),
      /** The feedback that is counted: the entry, and a thumb or reason. */
      counts: z.tuple([z.string(), z.string()]).optional()
    })
  )
})
export type Scenario = z.infer<typeof Scenario>

const here = fileURLToPath(new URL('.', import.meta.url))

export const scenarios: { file: string; scenarios: Scenario[] }[] = readdirSync(here)
  .filter(name => name.endsWith('.yaml'))
  .sort()
  .map(file => ({ file, scenarios: z.array(Scenario).parse(parse(readFileSync(join(here, file), 'utf8'))) }))

export const list = (value: string | string[] | undefined): string[] => [value ?? []].flat()

export function turnOf(says: string): Turn {
  const blank = { text: '', locale: 'en' }
  if (says === '(opens the chat)') return { kind: 'arrival', utterance: blank }
  if (says === '(sends a picture)') return { kind: 'message', utterance: blank, attached: true }
  return { kind: 'message', utterance: { text: says, locale: 'en' } }
}
