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
  const known = new Map<string, Judged[]>()
  const note = (sign: Judged) => known.set(sign.rule.flag.id, [...(known.get(sign.rule.flag.id) ?? []), sign])
  for (const sign of signs) if (sign.asserted.current) note(sign)

  // "15 weeks and our first scan" is a pregnancy: what other rows are put together from comes first.
  const plain = (rule: Rule) => rule.pattern.parts.every(part => !('flag' in part))
  for (const rule of [...rules.filter(plain), ...rules.filter(rule => !plain(rule))]) {
    const candidates: Whose[][] = []
    for (const part of rule.pattern.parts) {
      const seen =
        'flag' in part
          ? (known.get(part.flag) ?? []).map(sign => ({ match: sign, asserted: sign.asserted }))
          : somewhere(part, matcher, rule, judge)
      if (seen.length === 0) break
      candidates.push(seen)
    }
    if (candidates.length < rule.pattern.parts.length) continue
    // "My neighbour is on chemo and my back aches": the parts of a sign are one person's.
    for (const person of ['self', 'other'] as const) {
      const parts = candidates.map(
        seen => seen.find(({ asserted }) => asserted.person === person || asserted.unnamed)?.match
      )
      if (!parts.every(match => match !== undefined)) continue
      if (parts.some(match => excepted(rule.pattern, matcher, match))) continue
      const from = Math.min(...parts.map(match => match.from))
      const to = Math.max(...parts.map(match => match.to))
      const because = `present together: ${rule.pattern.source}`
      const sign: Judged = {
        from,
        to,
        rule,
        asserted: { assertion: 'present', person, unnamed: false, current: true, because }
      }
      found.push(sign)
      note(sign)
      break
    }
  }
  return found
}

interface Whose {
  match: Match
  asserted: Asserted
}

function somewhere(part: PartMatch['part'], matcher: Matcher, rule: Rule, judge: Judge): Whose[] {
  return matcher.all(part).flatMap(match => {
    const asserted = judge(match, rule)
    return asserted.current ? [{ match, asserted }] : []
  })
}
