import type { Candidate, Ranking } from '../domain/candidate.js'
import type { Verdict } from '../domain/verdict.js'
import type { InContext } from './context.js'
import type { Way } from './split.js'

/** At most so many are answered at once, in the order in which they were asked; the rest become buttons. */
const mostAnswered = 2
/** A joint may join words as well as questions ("stiff and sore"): both sides have to be this sure. */
const sure = 0.7
/** The message read as one has to see so much of each entry. */
const glimpse = 0.03
/** A piece that is not quite sure is answered if the message read as one saw its entry too: so much in sum. */
const together = 0.8

/** Reads one piece after the entry that the piece before it was about. */
export type RankPiece = (piece: string, after: string | null) => InContext

/** What a way of parting a message comes to. */
interface Found {
  entries: Candidate[]
  /** The likeliest entry of a piece that is not sure of it: offered, not shown. */
  maybe: string[]
  /** The kinds of pieces that no entry answers. */
  outside: string[]
  least: number
  asked: boolean
}

/**
 * The answer to several questions in one message, or null when it is one. `whole` is the message read as one: pieces that
 * lead elsewhere are not believed. "how long is it and how much" is half answered, and of the other half we say that we do
 * not know; `kinds` are the kinds of questions that people ask so.
 */
export function answerSeveral(ways: Way[], whole: Ranking, rank: RankPiece, kinds: string[]): Verdict | null {
  const best = whole.outcome === 'answer' ? whole.candidates[0]?.entry : undefined
  const seen = new Map(whole.candidates.map(({ entry, confidence }) => [entry, confidence]))
  const found = ways
    .map(way => readPieces(way, rank, kinds, seen))
    .filter(one => one !== null)
    .filter(({ entries }) => best === undefined || entries.some(({ entry }) => entry === best))
    .filter(
      ({ entries, asked, outside }) =>
        asked || outside.length > 0 || entries.every(({ entry }) => (seen.get(entry) ?? 0) >= glimpse)
    )
    .sort(
      (a, b) =>
        Number(b.asked) - Number(a.asked) ||
        b.entries.length - a.entries.length ||
        b.outside.length - a.outside.length ||
        b.least - a.least
    )[0]
  if (!found) return null
  const { entries, maybe, outside } = found
  return {
    decision: 'answer',
    entries: entries.slice(0, mostAnswered),
    outside,
    more: [...entries.slice(mostAnswered).map(({ entry }) => entry), ...maybe]
  }
}

function readPieces(
  { pieces, joined, asked }: Way,
  rank: RankPiece,
  kinds: string[],
  seen: Map<string, number>
): Found | null {
  const entries: Candidate[] = []
  const maybe: string[] = []
  const outside: string[] = []
  for (const piece of pieces) {
    const { outcome, candidates, outside: kind } = rank(piece, entries.at(-1)?.entry ?? null)
    const [best] = candidates
    const both = asked && best && outcome === 'clarify' && best.confidence + (seen.get(best.entry) ?? 0) >= together
    if (best && (both || (outcome === 'answer' && (asked || best.confidence >= sure)))) {
      if (!entries.some(({ entry }) => entry === best.entry)) entries.push(best)
    } else if (outcome === 'fallback' && kind && kinds.includes(kind)) outside.push(kind)
    else if (best && outcome === 'clarify' && asked) maybe.push(best.entry)
    // Of three sentences one may only tell something; of two, and of what is joined, each has to ask.
    else if (joined || pieces.length === 2) return null
  }
  const more = maybe.filter(id => !entries.some(({ entry }) => entry === id))
  if (entries.length === 0 || entries.length + more.length + outside.length < 2) return null
  const least = Math.min(...entries.map(({ confidence }) => confidence))
  return { entries, maybe: more, outside: [...new Set(outside)], least, asked }
}
