import type { Finding } from '../../domain/assessment.js'
import type { RedFlag } from '../../domain/red-flag.js'
import { compareUrgency, type Urgency } from '../../domain/urgency.js'
import type { Vectors } from '../../text/vectors.js'
import type { Parsed, Parser } from '../parse.js'
import type { Match } from '../pattern.js'
import type { SecondReaderState } from './learn.js'
import { createLiken } from './liken.js'
import { openPage, type Tier, tiers, vectorOf } from './model.js'
import { createScore } from './score.js'

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

/** The more windows a message has, the surer one has to be: among many, one looks like a sign by chance. Times ln(windows). */
const caution = 0.1
/** And so much surer where the rules have found a sign: the same words would count twice. */
const beyondRules = 0.1

export function openSecondReader(
  { idf, weights, likeness }: SecondReaderState,
  thresholds: Thresholds,
  flags: readonly RedFlag[],
  { small }: Pick<Parser, 'small'>,
  vectors: Vectors | null
): SecondReader {
  const dimensions = vectors?.dimensions ?? 0
  const score = createScore(weights)
  const liken = createLiken(likeness)
  const rows = new Map(flags.map(flag => [flag.id, flag]))
  return (parsed, urgency) => {
    const { words } = parsed.matcher.reading
    if (urgency === 'emergency' || words.length === 0) return null
    const page = openPage(parsed, small, vectors)
    const { windows } = page
    const scored = score(page)
    const best = tiers.map((_, tier) => bestOf(scored, tier))
    const reached = (tier: number) => scored[best[tier]!]![tier]!
    const surer = caution * Math.log(windows.length) + (above('gp', urgency) ? 0 : beyondRules)
    const raised = tiers.findLastIndex((tier, at) => reached(at) >= thresholds[tier] + surer && above(tier, urgency))
    const emergency = tiers.indexOf('emergency')
    const doubtful = raised < emergency && reached(emergency) >= thresholds.doubt + surer
    if (raised < 0 && !doubtful) return null
    const like = (tier: number) => liken(vectorOf(page, windows[best[tier]!]!, idf, dimensions), tiers[tier]!)
    const at = windows[best[Math.max(raised, 0)]!]!
    const doubt = doubtful ? like(emergency).flag : null
    if (raised < 0) return { at, finding: null, doubt }
    const tier = tiers[raised]!
    const { flag, text } = like(raised)
    const card = rows.get(flag)?.urgency === tier ? rows.get(flag)!.card : tier
    const person = whose(parsed, at)
    const pattern = `likeness to “${text}”`
    const because = `a second reader, learned from examples: ${reached(raised).toFixed(2)} for ${tier}`
    return { at, doubt, finding: { flag, urgency: tier, card, pattern, assertion: 'present', person, because } }
  }
}

const above = (tier: Tier, urgency: Urgency) => compareUrgency(tier, urgency) > 0

function bestOf(scored: readonly Float64Array[], tier: number): number {
  return scored.reduce((best, scores, at) => (scores[tier]! > scored[best]![tier]! ? at : best), 0)
}

/** "my husband says his bits have gone to sleep": another person's, if only others are spoken of. */
function whose({ scopes }: Parsed, { from, to }: Match): Finding['person'] {
  const spoken = scopes.filter(({ at }) => at.from >= from && at.to <= to).map(({ cue }) => cue.kind)
  return spoken.includes('someone-else') && !spoken.includes('self') ? 'other' : 'self'
}
