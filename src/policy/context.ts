import type { Candidate, Ranking } from '../domain/candidate.js'
import type { Conversation } from '../domain/conversation.js'
import type { Entry } from '../domain/entry.js'
import type { FollowUpTable } from '../domain/intent.js'
import { tokenise } from '../text/tokenise.js'
import { createReadNearby } from './nearby.js'
import { createSpecialise } from './specialise.js'

/** A ranking, the words that were ranked, and the entry with which they were read; null when they were read alone. */
export type InContext = Ranking & {
  read: string
  about: string | null
  /** It leans on what was said before: "what happens there", "how long". */
  leaning: boolean
}

/** Longer messages say themselves what they are about; shorter ones follow what was said even without a "that". */
const longest = 12
const short = 4
const wordOrTwo = 3
/** What a candidate gains by being what the last entry leads to, or by leading to it. */
const leadsTo = 0.3
const leadsFrom = 0.15
/** What the best candidate of the reading with the last entry gains, the others by their share of it. */
const support = 0.3
/** From here on the sum is an answer, if the next one has no more than this share of it. */
const enough = 0.8
const closeness = 0.75
/** ... or this share, if the last entry leads to the best one and not to the next. */
const ledCloseness = 0.95
/** So much both readings together must give to an entry of the last one's kind, in which a message stays. */
const sameKind = 0.2
/** ... and so much without an "and", after an overview: "mine is acute". */
const sameKindUnsaid = 0.5
/** Below `sure`, a word or two need so much from the reading with the last entry. */
const sure = 0.9
const supported = 0.25

/** What a follow-up is weighed with: the last entry, and both readings. */
interface Read {
  last: Entry
  /** Whether it was shown; else it was only the first of what we asked back with. */
  shown: boolean
  alone: Ranking
  /** The candidates of the message together with the last entry's question, without that entry itself if it was shown. */
  together: () => Candidate[]
}

/**
 * Which entries a message is about when it may follow the last one: "how often then?", after stress, is how often for
 * stress. It is read alone and together with the last entry's question; where the second reading tells more, it wins.
 */
export function createReadInContext(
  rank: (text: string) => Ranking,
  entries: Map<string, Entry>,
  { pointers, openers, asking }: FollowUpTable,
  stopWords: string[]
) {
  const pointing = new Set(pointers)
  const empty = new Set([...pointers, ...stopWords])
  const opens = (words: string[]) => openers.some(opener => `${words.join(' ')} `.startsWith(`${opener} `))
  const asks = new Set(asking)
  const readNearby = createReadNearby([...entries.values()], asks)
  const { specialise, isOverview } = createSpecialise(entries, new Set(stopWords))

  return (text: string, conversation: Conversation): InContext => {
    const alone = rank(text)
    const last = lastOf(conversation, entries)
    const words = wordsOf(text)
    const points = words.some(word => pointing.has(word))
    const said = words.filter(word => !empty.has(word))
    const seen = { ...alone, read: text, about: null, leaning: points || said.every(word => asks.has(word)) }
    if (!last || !(words.length <= short || (words.length <= longest && points))) return seen
    const shown = conversation.lastEntries[0] === last.id
    const near = readNearby(said, last, alone)
    if (near) return { ...seen, ...near, about: last.id }
    if (alone.outcome === 'fallback') return seen
    let both: Candidate[] | null = null
    const together = () =>
      (both ??= rank(`${text} ${last.question}`).candidates.filter(({ entry }) => !shown || entry !== last.id))
    const read = { last, shown, alone, together }
    // "which ones" says nothing by itself, however sure the matcher is.
    const vague = shown && words.length <= wordOrTwo && (said.length === 0 || isVague(read, entries))
    const general = entries.get(alone.candidates[0]?.entry ?? '')
    const special = general ? specialise(general, last) : null
    const least = opens(words) ? sameKind : isOverview(last) ? sameKindUnsaid : null
    const chosen =
      (special ? lift(alone, special) : null) ??
      (words.length <= short && least ? stayWith(read, entries, least) : null) ??
      (vague || alone.outcome === 'clarify' ? settle(read, entries, vague) : null)
    return { ...seen, ...chosen, about: chosen && last.id }
  }
}

/** The entry that was shown last, or the first of those that we asked back with. */
function lastOf({ lastEntries, offered }: Conversation, entries: Map<string, Entry>): Entry | undefined {
  const asked = offered.some(choice => 'intent' in choice && choice.intent === 'none-of-these')
  const first = asked ? offered.find(choice => 'entry' in choice) : undefined
  return entries.get(lastEntries[0] ?? (first && 'entry' in first ? first.entry : ''))
}

type Chosen = Pick<Ranking, 'outcome' | 'candidates'>

/** "and acute?" after how often for chronic pain asks how often, not what acute means. */
function stayWith({ last, shown, alone, together }: Read, entries: Map<string, Entry>, least: number): Chosen | null {
  const isOfKind = (id: string) => entries.get(id)?.category === last.category
  const [found, next] = alone.candidates
    .filter(({ entry }) => !(shown && entry === last.id) && isOfKind(entry))
    .map(({ entry, confidence }) => ({ entry, sum: confidence + confidenceOf(together(), entry) }))
    .sort((a, b) => b.sum - a.sum)
  if (!found || found.sum < least || (next?.sum ?? 0) > found.sum * closeness) return null
  return lift(alone, found.entry)
}

/** The entry comes first, with the confidence that the first one had; that two were close has been settled so. */
function lift({ outcome, candidates }: Ranking, entry: string): Chosen {
  const confidence = candidates[0]?.confidence ?? 0
  const rest = candidates.filter(other => other.entry !== entry)
  return { outcome: confidence >= enough ? 'answer' : outcome, candidates: [{ entry, confidence }, ...rest] }
}

/** "lasting?": a word or two for which the conversation gives no reason to be sure. */
function isVague({ last, alone, together }: Read, entries: Map<string, Entry>): boolean {
  const best = alone.candidates[0]
  const entry = entries.get(best?.entry ?? '')
  if (!best || !entry || best.confidence >= sure) return false
  const related = entry.id === last.id || entry.category === last.category || gainOf(last, entry) > 0
  return !related && confidenceOf(together(), entry.id) < supported
}

/** Both readings summed, with a gain for what the last entry leads to: one stands out, or we ask. */
function settle({ last, alone, together }: Read, entries: Map<string, Entry>, vague: boolean): Chosen {
  const most = together()[0]?.confidence || 1
  const summed = alone.candidates
    .map(({ entry, confidence }) => {
      const gain = (support * confidenceOf(together(), entry)) / most + gainOf(last, entries.get(entry))
      return { entry, sum: confidence + gain }
    })
    .sort((a, b) => b.sum - a.sum)
  const [first, second] = summed
  const led = first && gainOf(last, entries.get(first.entry)) > gainOf(last, entries.get(second?.entry ?? ''))
  const clear =
    !vague && first && first.sum >= enough && (second?.sum ?? 0) <= first.sum * (led ? ledCloseness : closeness)
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

function wordsOf(text: string): string[] {
  return tokenise(text).map(token => token.word)
}
