import type { Assessment, Finding } from '../domain/assessment.js'
import { createJudge, type Judge } from './assert.js'
import { assess } from './assess.js'
import { combine, type Judged } from './combine.js'
import { find } from './find.js'
import type { Parser } from './parse.js'
import { reduce } from './reduce.js'
import type { SecondReader } from './second-reader/read.js'

/**
 * Triage of one message: parse (read, scope) -> find -> assert -> combine -> second reader -> assess. Pure, never throws, and
 * takes time linear in the text's length. The second reader only raises what the rules have found, or found nothing of.
 */
export function createTriage(
  { parse, rules }: Parser,
  readAgain: SecondReader | null = null
): (text: string) => Assessment {
  return text => {
    const parsed = parse(text)
    const { matcher, scopes } = parsed
    const { words } = matcher.reading
    let opened: Judge | null = null
    const judge: Judge = (sign, rule) => {
      // Most messages have no sign to judge.
      opened ??= createJudge(scopes, matcher)
      return opened(sign, rule)
    }
    const judged = find(rules, matcher).map(raw => ({ ...raw, asserted: judge(raw, raw.rule) }))
    const signs: Judged[] = reduce(judged, words.length)
    signs.push(...combine(rules.combinations, signs, matcher, judge))
    const assessment = assess(signs.map(finding))
    const again = readAgain?.(parsed, assessment.urgency)
    if (!again) return assessment
    const { at, finding: raised, doubt } = again
    const told = raised ? assess([...assessment.findings, placed(raised, at)]) : assessment
    return doubt === null ? told : { ...told, doubt }

    function finding({ rule, from, to, asserted }: Judged): Finding {
      const { assertion, person, because } = asserted
      const { urgency, card, flag, pattern } = rule
      return placed({ flag: flag.id, urgency, card, pattern: pattern.source, assertion, person, because }, { from, to })
    }

    function placed(sign: Omit<Finding, 'start' | 'end' | 'words'>, at: { from: number; to: number }): Finding {
      const start = words[at.from]!.start
      const end = words[at.to - 1]!.end
      return { ...sign, start, end, words: text.slice(start, end) }
    }
  }
}
