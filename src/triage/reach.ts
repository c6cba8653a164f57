import type { Cue } from '../domain/cue.js'
import type { Matcher } from './match.js'
import type { Match } from './pattern.js'

/** A sentence that runs on for longer has lost its thread. */
const longestReach = 40

/** The words that a cue speaks for. `ends`: words that end a scope. */
export function reach(cue: Cue, at: Match, matcher: Matcher, ends: ReadonlySet<number>): Match {
  const { words } = matcher.reading
  const { small } = matcher.places
  const { sentence } = words[at.from]!
  const most = cue.reach ?? longestReach
  const listed = cue.kind === 'negated' || cue.kind === 'topic'
  const near = ended.has(cue.kind) && !cue['over-commas']
  let to = at.to
  for (let count = 0; cue.direction !== 'backward' && words[to]?.sentence === sentence && !ends.has(to); to++) {
    if (to - at.to > longestReach) break
    const word = words[to]!
    if (word.comma && begins.has(word.word)) break
    if (listed && word.comma && !listGoesOn(matcher, to, ends)) break
    if (listed && word.word === 'and' && !lastOfList(matcher, to, ends)) break
    if (word.word === 'or' || word.word === 'nor' || (listed && word.comma)) count = 0
    else if (small[to] === 0 && ++count > most) break
  }
  let from = at.from
  for (let count = 0; cue.direction !== 'forward' && words[from - 1]?.sentence === sentence; from--) {
    if (at.from - from > longestReach) break
    // "my bum is numb, the rest is fine": what stands before a comma is another matter.
    const first = words[from]!
    if (from < at.from && (ends.has(from) || (first.comma && (near || begins.has(first.word))))) break
    if (small[from - 1] === 0 && ++count > most) break
  }
  return { from, to }
}

/** What ends a sign ends only what stands beside it. */
const ended = new Set<Cue['kind']>(['negated', 'resolved', 'topic', 'tale'])

const listMember = 5
const longestList = 30

/**
 * "no A, B or C": after a comma the negation lives on if "or" follows and no new subject begins ("no fever, my leg ..."),
 * or if the next member is one bare noun ("no numbness, tingling, weakness").
 */
function listGoesOn(matcher: Matcher, at: number, ends: ReadonlySet<number>): boolean {
  const { words } = matcher.reading
  if (begins.has(words[at]!.word)) return false
  if (matcher.shared.listed.has(words[at]!.word) && endsAfter(matcher, at, ends)) return true
  let length = 0
  for (let next = at; next < at + longestList && words[next]?.sentence === words[at]!.sentence; next++) {
    if (ends.has(next)) return false
    const { word, comma } = words[next]!
    if (word === 'or' || word === 'nor') return true
    if (comma) length = 0
    if (++length > listMember || (next > at && begins.has(word))) return false
  }
  return false
}

/** "no fever and chills": a single bare word may follow; "no fever and my leg is numb" is something new. */
function lastOfList(matcher: Matcher, at: number, ends: ReadonlySet<number>): boolean {
  const next = matcher.reading.words[at + 1]
  return next !== undefined && !begins.has(next.word) && endsAfter(matcher, at + 1, ends)
}

/** Whether a sentence, a scope or a member of a list ends with this word. */
function endsAfter(matcher: Matcher, at: number, ends: ReadonlySet<number>): boolean {
  const { words } = matcher.reading
  const after = words[at + 1]
  return after?.sentence !== words[at]!.sentence || after.comma || after.word === 'and' || ends.has(at + 1)
}

const begins = new Set(
  'i my he she his her it its we our they the there this that now then also still am is are was can got feel'.split(' ')
)
