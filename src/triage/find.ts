import type { RedFlag } from '../domain/red-flag.js'
import type { Compiler } from './compile.js'
import type { Matcher } from './match.js'
import { firstWords, type Match, type PartMatch, type Pattern } from './pattern.js'

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
  byWord: Map<string, Rule[]>
  /** Rules that can begin with a number. */
  rest: Rule[]
  /** Rules of several `+` parts: they need findings that are already asserted. */
  combinations: Rule[]
}

/** All rows' patterns, ready to be looked up. Throws one error that names every pattern that cannot be read. */
export function compileRules(flags: readonly RedFlag[], compiler: Compiler): Rules {
  const rules: Rules = { byWord: new Map(), rest: [], combinations: [] }
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
  const words = firstWords(first.anchor)
  if (!words) rules.rest.push(rule)
  else for (const word of words) rules.byWord.set(word, [...(rules.byWord.get(word) ?? []), rule])
}

/** Every sign of the message, each flag's overlapping ones reduced to the most urgent and longest. */
export function find(rules: Rules, matcher: Matcher): Raw[] {
  const { words, measures } = matcher.reading
  const found: Raw[] = []
  const possible = new Map<Rule, boolean>()
  const canMatch = (rule: Rule): boolean => {
    const known = possible.get(rule)
    if (known !== undefined) return known
    const [part] = rule.pattern.parts
    const can = part !== undefined && 'anchor' in part && matcher.possible(part)
    possible.set(rule, can)
    return can
  }
  for (const [at, word] of words.entries())
    for (const options of [
      rules.byWord.get(word.stem),
      rules.byWord.get(word.exact),
      measures.has(at) ? rules.rest : []
    ])
      for (const rule of options ?? []) {
        const match = canMatch(rule) ? matchAt(rule.pattern, matcher, at) : null
        if (match) found.push({ ...match, rule })
      }
  return reduce(found)
}

function matchAt(pattern: Pattern, matcher: Matcher, at: number): PartMatch | null {
  const [part] = pattern.parts
  const match = part && 'anchor' in part ? matcher.part(part, at) : null
  return match && !excepted(pattern, matcher, match) ? match : null
}

const exceptionsWithin = 25

/** "lump sum": does the pattern's `unless` stand in the same sentence? */
export function excepted({ unless }: Pattern, matcher: Matcher, match: Match): boolean {
  if (!unless) return false
  const { words } = matcher.reading
  const { sentence } = words[match.from]!
  let from = match.from
  let to = match.to
  while (from > 0 && match.from - from < exceptionsWithin && words[from - 1]!.sentence === sentence) from--
  while (to < words.length && to - match.to < exceptionsWithin && words[to]!.sentence === sentence) to++
  return matcher.occurs(unless, from, to)
}

const worst = ['emergency', 'urgent', 'gp', 'wait']

function reduce(found: Raw[]): Raw[] {
  const covered = new Map<string, Set<number>>()
  const rank = (raw: Raw) => worst.indexOf(raw.rule.urgency)
  const kept: Raw[] = []
  for (const raw of [...found].sort((a, b) => rank(a) - rank(b) || b.to - b.from - (a.to - a.from))) {
    const words = covered.get(raw.rule.flag.id) ?? new Set()
    const own = Array.from({ length: raw.to - raw.from }, (_, at) => raw.from + at)
    if (own.some(at => words.has(at))) continue
    for (const at of own) words.add(at)
    covered.set(raw.rule.flag.id, words)
    kept.push(raw)
  }
  return kept.sort((a, b) => a.from - b.from)
}
