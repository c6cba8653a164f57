import { type Conversation, newConversation } from './domain/conversation.js'
import { bookingEntry } from './domain/entry.js'
import type { KnowledgeBase } from './domain/knowledge-base.js'
import type { Reply } from './domain/reply.js'
import type { Outcome, Respond } from './domain/respond.js'
import { compareUrgency } from './domain/urgency.js'
import type { LabelledQuestion } from './knowledge/questions.js'

/** How many of how many. */
export interface Figure {
  name: string
  count: number
  of: number
}

/** Plays every question through the assistant, and the table's own examples through triage. */
export function evaluate(respond: Respond, base: KnowledgeBase, questions: LabelledQuestion[]): Figure[] {
  const figures = new Map<string, Figure>()
  const add = (name: string, hit: boolean) => {
    const figure = figures.get(name) ?? { name, count: 0, of: 0 }
    figures.set(name, { name, count: figure.count + (hit ? 1 : 0), of: figure.of + 1 })
  }
  for (const question of questions) {
    const { reply, trace } = play(respond, question)
    const about = 'entries' in question ? 'two questions' : question.prev === undefined ? 'single' : 'follow-up'
    if ('out' in question) {
      add(`${about}, out of scope: answered`, reply.entries.length > 0)
      add(`${about}, out of scope: refused`, reply.decision === 'fallback')
      continue
    }
    if ('book' in question) {
      add('booking: begun', leadsToBooking(reply))
      continue
    }
    const fits = 'entries' in question ? question.entries.flat() : [question.entry].flat()
    const right = reply.entries.some(id => fits.includes(id))
    const offered = reply.entries.length === 0 && asksBack(reply.actions.length, trace.candidates, fits, reply.decision)
    add(`${about}, in scope: answered rightly`, right)
    add(`${about}, in scope: answered rightly or asked back with it`, right || offered)
    add(`${about}, in scope: answered wrongly`, reply.entries.length > 0 && !right)
    if ('entries' in question)
      add(
        `${about}, in scope: both answered`,
        question.entries.every(one => answers(reply, one))
      )
  }
  for (const flag of base.redFlags.flags) {
    for (const text of flag.present)
      add(`red flags: ${flag.urgency} raised`, compareUrgency(play(respond, { text }).reply.urgency, flag.urgency) >= 0)
    for (const text of flag.absent)
      add('red flags: not raised in vain', !play(respond, { text }).reply.flags.includes(flag.id))
  }
  return [...figures.values()]
}

function play(respond: Respond, { text, prev }: { text: string; prev?: string | string[] | undefined }): Outcome {
  const turn = (said: string) => ({ kind: 'message' as const, utterance: { text: said, locale: 'en' } })
  const before = [prev ?? []]
    .flat()
    .reduce<Conversation>((conversation, said) => respond(turn(said), conversation).conversation, newConversation)
  return respond(turn(text), before)
}

const leadsToBooking = ({ decision, entries }: Reply) => decision === 'book' || entries.includes(bookingEntry)

function answers(reply: Reply, entry: string | string[]): boolean {
  return [entry].flat().some(id => reply.entries.includes(id) || (id === bookingEntry && leadsToBooking(reply)))
}

function asksBack(actions: number, candidates: { entry: string }[], fits: string[], decision: string): boolean {
  const asked = decision === 'clarify' || decision === 'see-a-doctor'
  return asked && actions > 0 && candidates.slice(0, 3).some(({ entry }) => fits.includes(entry))
}

/** The 95 % interval of a share (Wilson 1927), as shares. */
export function interval({ count, of }: Figure): [number, number] {
  if (of === 0) return [0, 1]
  const z = 1.96
  const share = count / of
  const width = 1 + z ** 2 / of
  const middle = (share + z ** 2 / (2 * of)) / width
  const half = (z / width) * Math.sqrt((share * (1 - share)) / of + z ** 2 / (4 * of ** 2))
  return [Math.max(0, middle - half), Math.min(1, middle + half)]
}
