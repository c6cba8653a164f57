import type { Candidate, Ranking } from '../domain/candidate.js'
import type { Conversation } from '../domain/conversation.js'
import type { Entry } from '../domain/entry.js'
import type { FollowUpTable } from '../domain/intent.js'
import { tokenise } from '../text/tokenise.js'

/** A ranking, the words that were ranked, and the entry with which they were read; null when they were read alone. */
export type InContext = Ranking & { read: string; about: string | null }

/** Longer messages say themselves what they are about; shorter ones follow what was said even without a "that". */
const longest = 12
const short = 4
const bare = 3
/** What a candidate gains by being what the last entry leads to, or by leading to it. */
const leadsTo = 0.3
const leadsFrom = 0.15
/** From here on the sum is an answer, if the next one has no more than this share of it. */
const enough = 0.8
const closeness = 0.6
/** So much both readings together must give to an entry that the bare one did not choose. */
const special = 0.25
/** Below `sure`, a word or two need so much support from the reading with the last entry. */
const sure = 0.9
const supported = 0.1

/** What a follow-up is weighed with: the last entry, and both readings. */
interface Read {
  last: Entry
  /** Whether it was shown; else it was only the first of what we asked back with. */
  shown: boolean
  alone: Ranking
  /** The candidates of the message together with the last entry's question, without that entry itself if it was shown. */
  together: Candidate[]
}

/**
 * Which entries a message is about when it may follow the last one: "how often then?", after stress, is how often for
 * stress. It is read alone and together with the last entry's question; where the second reading tells more, it wins.
 */
export function createReadInContext(
  rank: (text: string) => Ranking,
  entries: Map<string, Entry>,
  { pointers, openers }: FollowUpTable
) {
  const pointing = new Set(pointers)
  const opens = (words: string[]) => openers.some(opener => `${words.join(' ')} `.startsWith(`${opener} `))

  return (text: string, conversation: Conversation): InContext => {
    const alone = rank(text)
    const last = lastOf(conversation, entries)
    const words = tokenise(text).map(token => token.word)
    const follows = words.length <= short || (words.length <= longest && words.some(word => pointing.has(word)))
    if (!last || !follows || alone.outcome === 'fallback') return { ...alone, read: text, about: null }
    const shown = conversation.lastEntries[0] === last.id
    const together = rank(`${text} ${last.question}`).candidates.filter(({ entry }) => !shown || entry !== last.id)
    const read = { last, shown, alone, together }
    const chosen =
      specialise(read, entries) ??
      (words.length <= short && opens(words) ? stayWith(read, entries) : null) ??
      (isVague(read, words, entries) || alone.outcome === 'clarify' ? settle(read, entries) : null)
    return { ...alone, ...chosen, read: text, about: chosen && last.id }
  }
}

/** The entry that was shown last, or the first of those that we asked back with. */
function lastOf({ lastEntries, offered }: Conversation, entries: Map<string, Entry>): Entry | undefined {
  const first = offered.find(choice => 'entry' in choice)
  return entries.get(lastEntries[0] ?? (first && 'entry' in first ? first.entry : ''))
}

type Chosen = Pick<Ranking, 'outcome' | 'candidates'>

/** "how often" has entries of its own for stress, chronic and acute pain: the one that the last entry speaks for. */
function specialise(read: Read, entries: Map<string, Entry>): Chosen | null {
  const { last, alone, together } = read
  const general = entries.get(alone.candidates[0]?.entry ?? '')
  if (!general || general.id === last.id || !isOverview(general, entries)) return null
  const led = (id: string) => last.followUps.includes(id) || together[0]?.entry === id
  return lift(read, id => general.followUps.includes(id) && led(id))
}

/** "and acute?" after how often for chronic pain asks how often, not what acute means. */
function stayWith(read: Read, entries: Map<string, Entry>): Chosen | null {
  const kind = read.last.category
  if (entries.get(read.alone.candidates[0]?.entry ?? '')?.category === kind) return null
  return lift(read, id => entries.get(id)?.category === kind)
}

/** The best of the fitting candidates comes first, with the confidence that the first one had. */
function lift({ last, shown, alone, together }: Read, fits: (id: string) => boolean): Chosen | null {
  const [best] = alone.candidates
  const found = alone.candidates
    .filter(({ entry }) => !(shown && entry === last.id) && fits(entry))
    .map(({ entry, confidence }) => ({ entry, sum: confidence + confidenceOf(together, entry) }))
    .sort((a, b) => b.sum - a.sum)[0]
  if (!best || !found || found.sum < special) return null
  const rest = alone.candidates.filter(({ entry }) => entry !== found.entry)
  return { outcome: alone.outcome, candidates: [{ entry: found.entry, confidence: best.confidence }, ...rest] }
}

/** "How often should I come?": what it leads to is all of its own kind. */
function isOverview({ followUps, category }: Entry, entries: Map<string, Entry>): boolean {
  return followUps.length > 2 && followUps.every(id => entries.get(id)?.category === category)
}

/** "lasting?": a word or two for which the conversation gives no reason to be sure. */
function isVague({ last, alone, together }: Read, words: string[], entries: Map<string, Entry>): boolean {
  const best = alone.candidates[0]
  const entry = entries.get(best?.entry ?? '')
  if (!best || !entry || words.length > bare || best.confidence >= sure) return false
  const related = entry.id === last.id || entry.category === last.category || gainOf(last, entry) > 0
  return !related && confidenceOf(together, entry.id) < supported
}

/** Both readings summed, with a gain for what the last entry leads to: one stands out, or we ask. */
function settle({ last, alone, together }: Read, entries: Map<string, Entry>): Chosen {
  const summed = alone.candidates
    .map(({ entry, confidence }) => ({
      entry,
      sum: confidence + confidenceOf(together, entry) + gainOf(last, entries.get(entry))
    }))
    .sort((a, b) => b.sum - a.sum)
  const [first, second] = summed.map(({ sum }) => sum)
  const wanted = alone.outcome === 'clarify' ? enough : sure
  const clear = first! >= wanted && (second ?? 0) <= first! * closeness
  const candidates = summed.map(({ entry, sum }) => ({ entry, confidence: Math.min(1, sum) }))
  return { outcome: clear ? 'answer' : 'clarify', candidates }
}

function gainOf(last: Entry, entry: Entry | undefined): number {
  if (!entry) return 0
  return last.followUps.includes(entry.id) ? leadsTo : entry.followUps.includes(last.id) ? leadsFrom : 0
}

function confidenceOf(candidates: Candidate[], id: string): number {
  return candidates.find(({ entry }) => entry === id)?.confidence ?? 0
}
