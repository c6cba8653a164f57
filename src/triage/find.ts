import type { RedFlag } from '../domain/red-flag.js'
import type { Compiler } from './compile.js'
import type { Matcher } from './match.js'
import type { Match, PartMatch, Pattern } from './pattern.js'

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
  byWord: Map<number, Rule[]>
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
  for (const word of first.firsts) rules.byWord.set(word, [...(rules.byWord.get(word) ?? []), rule])
}

/** Every sign of the message, each flag's overlapping ones reduced to the most urgent and longest. */
export function find(rules: Rules, matcher: Matcher): Raw[] {
  const { length } = matcher.reading.words
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
  for (let at = 0; at < length; at++)
    for (const options of matcher.places.of(rules.byWord, at))
      for (const rule of options) {
        const match = canMatch(rule) ? matchAt(rule.pattern, matcher, at) : null
        if (match) found.push({ ...match, rule })
      }
  return reduce(found, length)
}

function matchAt(pattern: Pattern, matcher: Matcher, at: number): PartMatch | null {
  const [part] = pattern.parts
  const match = part && 'anchor' in part ? matcher.part(part, at) : null
  return match && !excepted(pattern, matcher, match) ? match : null
}

const exceptionsWithin = 25

/** "lump sum": does an `unless` of the pattern stand in the same sentence, or anywhere if it says so? */
export function excepted({ unless }: Pattern, matcher: Matcher, match: Match): boolean {
  if (unless.length === 0) return false
  const { words } = matcher.reading
  const { sentence } = words[match.from]!
  let from = match.from
  let to = match.to
  while (from > 0 && match.from - from < exceptionsWithin && words[from - 1]!.sentence === sentence) from--
  while (to < words.length && to - match.to < exceptionsWithin && words[to]!.sentence === sentence) to++
  return unless.some(({ part, anywhere }) =>
    anywhere ? matcher.occurs(part, 0, words.length) : matcher.occurs(part, from, to)
  )
}

const worst = ['emergency', 'urgent', 'gp', 'wait']

function reduce(found: Raw[], length: number): Raw[] {
  const covered = new Map<string, Uint8Array>()
  const rank = (raw: Raw) => worst.indexOf(raw.rule.urgency)
  const kept: Raw[] = []
  for (const raw of found.sort((a, b) => rank(a) - rank(b) || b.to - b.from - (a.to - a.from))) {
    const { id } = raw.rule.flag
    const words = covered.get(id) ?? new Uint8Array(length)
    if (words.subarray(raw.from, raw.to).includes(1)) continue
    words.fill(1, raw.from, raw.to)
    covered.set(id, words)
    kept.push(raw)
  }
  return kept.sort((a, b) => a.from - b.from)
}
