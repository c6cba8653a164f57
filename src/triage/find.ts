import type { RedFlag } from '../domain/red-flag.js'
import type { Compiler } from './compile.js'
import type { Matcher } from './match.js'
import type { Match, Near, PartMatch, Pattern } from './pattern.js'

/** A row's pattern with the urgency it gives. */
export interface Rule {
  flag: RedFlag
  urgency: RedFlag['urgency']
  card: RedFlag['card']
  pattern: Pattern
}

/** A sign in the text, before anybody has asked how it is asserted. */
export interface Raw extends PartMatch {
  rule: Rule
}

export interface Rules {
  /** Rules of one part, by a word their match can begin with. */
  byWord: Map<number, { rule: Rule; part: Near }[]>
  /** Rules of several `+` parts: they need findings that are already asserted. */
  combinations: Rule[]
}

/** All rows' patterns, ready to be looked up. Throws one error that names every pattern that cannot be read. */
export function compileRules(flags: readonly RedFlag[], compiler: Compiler): Rules {
  const rules: Rules = { byWord: new Map(), combinations: [] }
  const problems: string[] = []
  const ids = new Set(flags.map(flag => flag.id))
  for (const flag of flags)
    for (const level of flag.raised ? [flag, flag.raised] : [flag])
      for (const source of level.patterns)
        try {
          const pattern = compiler.pattern(source)
          for (const part of pattern.parts)
            if ('flag' in part && !ids.has(part.flag))
              throw new Error(`pattern "${source}" names no row: @${part.flag}`)
          add(rules, { flag, urgency: level.urgency, card: level.card, pattern })
        } catch (error) {
          problems.push(`red flag ${flag.id}: ${error instanceof Error ? error.message : String(error)}`)
        }
  if (problems.length > 0) throw new Error(problems.join('\n'))
  return rules
}

function add(rules: Rules, rule: Rule): void {
  const [first] = rule.pattern.parts
  if (rule.pattern.parts.length > 1 || !first || 'flag' in first) {
    rules.combinations.push(rule)
    return
  }
  const single = { rule, part: first }
  for (const word of first.firsts) rules.byWord.set(word, [...(rules.byWord.get(word) ?? []), single])
}

/** Every sign of the message. */
export function find(rules: Rules, matcher: Matcher): Raw[] {
  const found: Raw[] = []
  const tried = new Set<Rule>()
  for (const word of matcher.places.held)
    for (const { rule, part } of rules.byWord.get(word) ?? []) {
      if (tried.has(rule)) continue
      tried.add(rule)
      for (const match of matcher.all(part)) if (!excepted(rule.pattern, matcher, match)) found.push({ ...match, rule })
    }
  return found
}

/** "lump sum": does one of the pattern's `unless` stand near enough? */
export function excepted({ unless }: Pattern, matcher: Matcher, match: Match): boolean {
  const { words } = matcher.reading
  const { sentence } = words[match.from]!
  return unless.some(({ part, within }) => {
    if (within === 'message') return matcher.occurs(part, 0, words.length)
    let { from, to } = match
    while (from > 0 && match.from - from < within && words[from - 1]!.sentence === sentence) from--
    while (to < words.length && to - match.to < within && words[to]!.sentence === sentence) to++
    return matcher.occurs(part, from, to)
  })
}
