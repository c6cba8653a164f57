import type { Candidate } from '../domain/candidate.js'
import type { Choice } from '../domain/choice.js'
import type { Clinic } from '../domain/clinic.js'
import type { Entry } from '../domain/entry.js'
import type { Button, Messages } from '../domain/messages.js'
import type { Action } from '../domain/reply.js'

const most = 4
const least = 2

/**
 * What to offer after an entry: its follow-ups, filled up with the clinic's suggestions, never one already answered. With
 * `book`, the wording of the buttons, the last one begins a booking.
 */
export function offerFollowUps(
  entry: Entry,
  answered: string[],
  entries: Map<string, Entry>,
  clinic: Clinic,
  book: Messages | null
): Action[] {
  const open = (ids: string[]) => ids.filter(id => id !== entry.id && !answered.includes(id) && entries.has(id))
  const own = open(entry.followUps).slice(0, book ? most - 1 : most)
  const more =
    own.length < least ? open([...clinic.suggestions, ...entries.keys()]).filter(id => !own.includes(id)) : []
  const next = offer([...own, ...more.slice(0, least - own.length)], entries)
  return book ? [...next, ...offerButtons(['book'], book)] : next
}

/** Below this an entry fits no better than any other. */
const fitting = 0.05

/** Three topics: those that fit, then the clinic's own suggestions. */
export function offerTopics(candidates: Candidate[], entries: Map<string, Entry>, clinic: Clinic): Action[] {
  const fit = candidates.filter(({ confidence }) => confidence >= fitting).map(({ entry }) => entry)
  return offer([...new Set([...fit, ...clinic.suggestions])].slice(0, 3), entries)
}

export function offer(ids: string[], entries: Map<string, Entry>): Action[] {
  return ids.flatMap(id => {
    const entry = entries.get(id)
    return entry ? [{ label: entry.question, means: { entry: id } }] : []
  })
}

/** Buttons that are no question, by what they mean. */
export function offerButtons(keys: Button[], { buttons }: Messages): Action[] {
  return keys.map(key => ({ label: buttons[key], means: meaningOf(key) }))
}

function meaningOf(key: Button): Choice {
  return key === 'yes' || key === 'no' || key === 'unsure' ? { answer: key } : { intent: key }
}
