import type { KnowledgeBase } from '../domain/knowledge-base.js'
import { stem } from '../text/stem.js'
import { tokenise } from '../text/tokenise.js'

/** With fewer ways of asking an entry is found by its own words alone: people do not talk like titles. */
const thin = 20
/** So many pairs are named: the rest is counted. */
const named = 5

/** What to look at in the ways of asking; none of it is wrong for sure. */
export function notePhrasings({ entries, outOfScope }: Pick<KnowledgeBase, 'entries' | 'outOfScope'>): string[] {
  const notes: string[] = []
  const sparse = entries.filter(entry => entry.phrasings.length < thin)
  if (sparse.length > 0)
    notes.push(
      `${sparse.length} of ${entries.length} entries have fewer than ${thin} phrasings, and will be found less often: ${sparse.map(entry => entry.id).join(', ')}`
    )
  const { across, within } = findAlike([
    ...entries.map(({ id, question, phrasings }) => ({ id, texts: [question, ...phrasings] })),
    ...outOfScope.kinds.map(({ id, examples }) => ({ id, texts: examples }))
  ])
  if (across.length > 0)
    notes.push(
      `${count(across.length, 'question')} nearly the same as one of another entry or kind: ${across.slice(0, named).join('; ')}${across.length > named ? '; ...' : ''}`
    )
  if (within.length > 0)
    notes.push(
      `${count(within.length, 'phrasing')} nearly the same as another of the same entry, and teach nothing new: ${within.slice(0, named).join('; ')}${within.length > named ? '; ...' : ''}`
    )
  return notes
}

function count(many: number, noun: string): string {
  return many === 1 ? `1 ${noun} is` : `${many} ${noun}s are`
}

// Nearly the same: the same words but for their order and endings. "does massage help" and "massages, do they help" are not:
// "do" and "does" differ.
function findAlike(lists: { id: string; texts: string[] }[]): { across: string[]; within: string[] } {
  const first = new Map<string, { id: string; text: string }>()
  const across: string[] = []
  const within: string[] = []
  for (const { id, texts } of lists)
    for (const text of texts) {
      const key = tokenise(text)
        .map(token => stem(token.word))
        .sort()
        .join(' ')
      const other = first.get(key)
      if (key === '') continue
      if (!other) first.set(key, { id, text })
      else if (other.id === id) within.push(`“${text}” (${id})`)
      else across.push(`“${text}” (${id}) and “${other.text}” (${other.id})`)
    }
  return { across, within }
}
