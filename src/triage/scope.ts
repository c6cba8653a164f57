import type { Cue } from '../domain/cue.js'
import type { Compiler } from './compile.js'
import { excepted } from './find.js'
import type { Matcher } from './match.js'
import type { Match, Near, Pattern } from './pattern.js'
import { reach } from './reach.js'

/** A cue seen in the text and the words it speaks for: from `from` up to but not including `to`. */
export interface Scope extends Match {
  cue: Cue
  /** Where the cue itself stands. */
  at: Match
}

export interface Cues {
  byWord: Map<number, Compiled[]>
}

interface Compiled {
  cue: Cue
  pattern: Pattern
  part: Near
}

interface Seen {
  cue: Cue
  at: Match
}

/** All cues, ready to be looked up. Throws one error that names every cue that cannot be read. */
export function compileCues(cues: readonly Cue[], compiler: Compiler): Cues {
  const compiled: Cues = { byWord: new Map() }
  const problems: string[] = []
  for (const cue of cues)
    try {
      const pattern = compiler.pattern(cue.cue)
      const [part] = pattern.parts
      if (!part || 'flag' in part || pattern.parts.length > 1) throw new Error(`cue "${cue.cue}" has to be of one part`)
      const one = { cue, pattern, part }
      for (const word of part.firsts) compiled.byWord.set(word, [...(compiled.byWord.get(word) ?? []), one])
    } catch (error) {
      problems.push(error instanceof Error ? error.message : String(error))
    }
  if (problems.length > 0) throw new Error(problems.join('\n'))
  return compiled
}

/**
 * Every cue of the message with its scope (ConText, Harkema et al. 2009). Cuts the reading into clauses on the way, so
 * that no sign is put together across a "but": "my legs are fine but my hand is numb".
 */
export function findScopes(cues: Cues, matcher: Matcher): Scope[] {
  const seen = settle(look(cues, matcher))
  const soft = new Set<number>()
  const hard = new Set<number>()
  let cut = false
  for (const { cue, at } of seen) {
    if (cue.kind !== 'terminate') continue
    soft.add(at.from)
    if (cue.direction === 'both') hard.add(at.from)
    // A cue of direction both parts the clauses themselves; the others end only the scope of what stands before them.
    if (cue.direction === 'both') cut = part(matcher, at.from) || cut
  }
  if (cut) matcher.forget()
  const scopes: Scope[] = []
  const answered = new Set<number>()
  for (const { cue, at } of seen) {
    if (cue.kind === 'terminate' || cue.kind === 'pseudo') continue
    const said = answers(at, matcher, answered) ? { ...cue, ...answer } : cue
    const spoken = unscoped.has(cue.kind) ? at : reach(said, at, matcher, whole.has(cue.kind) ? hard : soft)
    scopes.push({ cue, at, ...spoken, ...(cue.kind === 'negated' && questionBefore(at, matcher)) })
  }
  return scopes
}

const answer = { direction: 'backward', reach: 4, 'over-commas': false } as const

/** "numbness, no; fever no, lumps no": a "no" that a comma follows answers what stands before it; then the last does too. */
function answers({ from, to }: Match, matcher: Matcher, answered: Set<number>): boolean {
  const { words } = matcher.reading
  const { word, sentence } = words[from]!
  const next = words[to]
  if (word !== 'no' || to - from > 1 || words[from - 1]?.sentence !== sentence) return false
  const closed = next?.sentence === sentence ? next.comma : answered.has(sentence)
  if (closed) answered.add(sentence)
  return closed
}

const longestQuestion = 7
const asking = new Set('i my me can could should would will is are am do does what why how when who'.split(' '))

/** "A leg giving way? No. Fine": a short question that only names a sign, and is answered with a bare "no". */
function questionBefore({ from }: Match, matcher: Matcher): Match | null {
  const { words } = matcher.reading
  const next = words[from + 1]
  const bare = next?.sentence !== words[from]!.sentence || next.comma || bareNo.has(next.word)
  let start = from
  while (words[start - 1]?.asked && words[start - 1]!.sentence === words[from - 1]!.sentence) start--
  const named = words.slice(start, from)
  if (!bare || words[from]!.sentence === named[0]?.sentence || !noes.has(words[from]!.word)) return null
  if (named.length === 0 || named.length > longestQuestion || named.some(({ word }) => asking.has(word))) return null
  // "No, not normal is it" is no answer.
  if (words.slice(from + 1, from + 5).some(({ word }) => word === 'not')) return null
  return { from: start, to: from + 1 }
}

const noes = new Set(['no', 'nope', 'nah'])
const bareNo = new Set(['mate', 'none', 'never', 'thanks', 'thank'])

function look(cues: Cues, matcher: Matcher): Seen[] {
  return [...new Set(matcher.places.held.flatMap(word => cues.byWord.get(word) ?? []))].flatMap(
    ({ cue, pattern, part }) =>
      matcher.all(part).flatMap(match => {
        if (excepted(pattern, matcher, match)) return []
        return [{ cue, at: { from: match.from, to: match.to } }]
      })
  )
}

/** "not only" takes the word from "not"; "my mum" takes it from "my": pseudo cues and longer cues of a like kind win. */
function settle(seen: Seen[]): Seen[] {
  const covered = new Map<string, Set<number>>()
  const kept: Seen[] = []
  const rank = ({ cue, at }: Seen) => (cue.kind === 'pseudo' ? 1000 : 0) + (at.to - at.from)
  for (const one of [...seen].sort((a, b) => rank(b) - rank(a))) {
    const family = families[one.cue.kind] ?? one.cue.kind
    const words = covered.get(family) ?? new Set()
    const pseudo = covered.get('pseudo')
    let free = true
    for (let at = one.at.from; at < one.at.to; at++)
      if (words.has(at) || (pseudo?.has(at) && takes(one, at))) free = false
    if (!free) continue
    for (let at = one.at.from; at < one.at.to; at++) words.add(at)
    covered.set(family, words)
    kept.push(one)
  }
  return kept.sort((a, b) => a.at.from - b.at.from)
}

const families: Partial<Record<Cue['kind'], string>> = { self: 'person', 'someone-else': 'person' }
/** These speak for a whole question, whatever words join it. */
const whole = new Set<Cue['kind']>(['generic', 'cause', 'hypothetical', 'idiom', 'tale'])

/** A pseudo cue takes all of a cue; of one that ends scopes only its first word: "and I | can not" still ends one. */
function takes({ cue, at: { from } }: Seen, at: number): boolean {
  return cue.kind === 'terminate' ? at === from : pseudoTakes.has(cue.kind)
}

/** What is only pointed out, and speaks for no words in particular. */
const unscoped = new Set<Cue['kind']>(['self', 'someone-else', 'request', 'ongoing'])
const pseudoTakes = new Set<Cue['kind']>(['negated', 'resolved', 'past', 'hypothetical', 'generic', 'cause', 'request'])

/** From word `from` on, the rest of this clause becomes one of its own. */
function part(matcher: Matcher, from: number): boolean {
  const { words } = matcher.reading
  const old = words[from]!.clause
  if (from === 0 || words[from - 1]!.clause !== old) return false
  const own = old + (words.length - from) / (words.length + 1) / 1000 + from / 1_000_000_000
  for (let at = from; words[at]?.clause === old; at++) words[at]!.clause = own
  return true
}
