import type { Finding } from '../../domain/assessment.js'
import type { RedFlag } from '../../domain/red-flag.js'
import { type Urgency, urgencies } from '../../domain/urgency.js'
import type { Vectors } from '../../text/vectors.js'
import type { Parsed, Parser } from '../parse.js'
import type { Match } from '../pattern.js'
import { buckets } from './grams.js'
import { type Known, openPage, type SecondReaderState, scoreWindows, type Tier, tiers, vectorOf } from './model.js'
import { cutWindows } from './windows.js'

/** From which distance on a tier is raised; and from which on an emergency is worth a question (`doubt`). */
export type Thresholds = Record<Tier | 'doubt', number>

/** What the reader makes of the words of a window: a finding that goes beyond the rules' urgency, or a sign to ask about. */
export interface SecondReading {
  at: Match
  finding: Omit<Finding, 'start' | 'end' | 'words'> | null
  doubt: string | null
}

/** `urgency`: what the rules have found. Null: nothing beyond it. */
export type SecondReader = (parsed: Parsed, urgency: Urgency) => SecondReading | null

/** So many of the likest messages choose the sign together. */
const neighbours = 5

export function openSecondReader(
  state: SecondReaderState,
  thresholds: Thresholds,
  flags: readonly RedFlag[],
  { small }: Pick<Parser, 'small'>,
  vectors: Vectors | null
): SecondReader {
  const dimensions = vectors?.dimensions ?? 0
  const rows = new Map(flags.map(flag => [flag.id, flag]))
  return (parsed, urgency) => {
    const { words } = parsed.matcher.reading
    if (urgency === 'emergency' || words.length === 0) return null
    const page = openPage(parsed, small, vectors)
    const windows = cutWindows(words)
    const scored = scoreWindows(page, windows, state)
    const best = tiers.map((_, tier) => bestOf(scored, tier))
    const score = (tier: number) => scored[best[tier]!]![tier]!
    const raised = tiers.findLastIndex((tier, at) => score(at) >= thresholds[tier] && above(tier, urgency))
    const emergency = tiers.indexOf('emergency')
    const doubtful = raised < emergency && score(emergency) >= thresholds.doubt
    if (raised < 0 && !doubtful) return null
    const like = (tier: number) =>
      liken(vectorOf(page, windows[best[tier]!]!, state.idf, dimensions), state.known, tiers[tier]!)
    const at = windows[best[Math.max(raised, 0)]!]!
    const doubt = doubtful ? like(emergency).flag : null
    if (raised < 0) return { at, finding: null, doubt }
    const tier = tiers[raised]!
    const { flag, text } = like(raised)
    const card = rows.get(flag)?.urgency === tier ? rows.get(flag)!.card : tier
    const person = whose(parsed, at)
    const pattern = `likeness to “${text}”`
    const because = `a second reader, learned from examples: ${score(raised).toFixed(2)} for ${tier}`
    return { at, doubt, finding: { flag, urgency: tier, card, pattern, assertion: 'present', person, because } }
  }
}

const above = (tier: Tier, urgency: Urgency) => urgencies.indexOf(tier) > urgencies.indexOf(urgency)

function bestOf(scored: readonly Float64Array[], tier: number): number {
  return scored.reduce((best, scores, at) => (scores[tier]! > scored[best]![tier]! ? at : best), 0)
}

/** "my husband says his bits have gone to sleep": another person's, if only others are spoken of. */
function whose({ scopes }: Parsed, { from, to }: Match): Finding['person'] {
  const spoken = scopes.filter(({ at }) => at.from >= from && at.to <= to).map(({ cue }) => cue.kind)
  return spoken.includes('someone-else') && !spoken.includes('self') ? 'other' : 'self'
}

/** The sign that most of the likest messages of this tier tell of, and the likest of these. */
function liken({ grams, meaning }: ReturnType<typeof vectorOf>, known: readonly Known[], tier: Tier): Known {
  const weights = new Float32Array(buckets)
  grams.ids.forEach((id, at) => {
    weights[id] = grams.weights[at]!
  })
  const nearest = known
    .filter(one => one.tier === tier)
    .map(one => {
      let near = 0
      for (let at = 0; at < one.ids.length; at++) near += one.weights[at]! * weights[one.ids[at]!]!
      for (let way = 0; way < meaning.length; way++) near += one.meaning[way]! * meaning[way]!
      return { one, near }
    })
    .sort((a, b) => b.near - a.near)
    .slice(0, neighbours)
  const votes = new Map<string, number>()
  for (const { one, near } of nearest) votes.set(one.flag, (votes.get(one.flag) ?? 0) + near)
  const flag = [...votes].reduce((best, vote) => (vote[1] > best[1] ? vote : best))[0]
  return nearest.find(({ one }) => one.flag === flag)!.one
}
