import type { Finding } from '../domain/assessment.js'
import type { Asserted, Judge } from './assert.js'
import { excepted, type Rule } from './find.js'
import type { Matcher } from './match.js'
import type { Match, PartMatch } from './pattern.js'

/** A sign or a part of a combination with what is known of it. */
export interface Judged extends Match {
  rule: Rule
  asserted: Asserted
}

/**
 * Combinations of one message: "My calf is swollen. Now I'm out of breath." Every part has to be present by itself, in
 * whatever sentence; `@dvt` is satisfied by a present finding of that row, or one that another person has now.
 */
export function combine(rules: readonly Rule[], signs: readonly Judged[], matcher: Matcher, judge: Judge): Judged[] {
  const found: Judged[] = []
  const present = new Map<string, Judged>()
  for (const sign of signs)
    if (sign.asserted.current && !present.has(sign.rule.flag.id)) present.set(sign.rule.flag.id, sign)

  for (const rule of rules) {
    const parts: { match: Match; person: Finding['person'] }[] = []
    for (const part of rule.pattern.parts) {
      const known = 'flag' in part ? present.get(part.flag) : undefined
      if (known) parts.push({ match: known, person: known.asserted.person })
      if ('flag' in part) {
        if (!known) break
        continue
      }
      const seen = somewhere(part, matcher, rule, judge)
      if (!seen) break
      parts.push(seen)
    }
    if (parts.length < rule.pattern.parts.length) continue
    const match = {
      from: Math.min(...parts.map(part => part.match.from)),
      to: Math.max(...parts.map(part => part.match.to))
    }
    if (parts.some(part => excepted(rule.pattern, matcher, part.match))) continue
    const person = parts.some(part => part.person === 'other') ? 'other' : 'self'
    const because = `present together: ${rule.pattern.source}`
    found.push({ ...match, rule, asserted: { assertion: 'present', person, current: true, because } })
  }
  return found
}

function somewhere(
  part: PartMatch['part'],
  matcher: Matcher,
  rule: Rule,
  judge: Judge
): { match: Match; person: Finding['person'] } | null {
  if (!matcher.possible(part)) return null
  for (const at of matcher.places.starts(part.firsts)) {
    const match = matcher.part(part, at)
    const asserted = match && judge(match, rule)
    if (match && asserted?.current) return { match, person: asserted.person }
  }
  return null
}
