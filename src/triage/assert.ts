import type { Assertion, Cue } from '../domain/cue.js'
import type { Raw } from './find.js'
import type { Match, Matcher, PartMatch } from './match.js'
import type { Scope } from './scope.js'

/** How a sign is asserted, whose it is, and why: "negated by \"no\"". */
export interface Asserted {
  assertion: Assertion
  person: 'self' | 'other'
  because: string
  /** Somebody has it now, even if it is only background here ("my gran has osteoporosis"): enough for a combination. */
  current: boolean
}

export type Judge = (sign: PartMatch, rule: Raw['rule']) => Asserted

/** Words that can belong to a sign ("cannot feel") or, standing in one of its gaps, take it back. */
const negatives = new Set(['no', 'not', 'without', 'never', 'nothing', 'none', 'nor', 'neither', 'zero'])

/** A judge of one message: a sign is present unless a cue in whose scope it stands proves otherwise. */
export function createJudge(scopes: readonly Scope[], matcher: Matcher): Judge {
  const { words } = matcher.reading
  const of = (...kinds: Cue['kind'][]) => scopes.filter(scope => kinds.includes(scope.cue.kind))
  const idioms = of('idiom')
  const negations = of('negated')
  const resolutions = of('resolved')
  const pasts = of('past')
  const suppositions = of('hypothetical')
  const generics = of('generic')
  const mentions = of('self', 'someone-else')
  const requested = of('request').length > 0
  const sentenceOf = (scope: Scope) => words[scope.at.from]!.sentence
  const personal = new Set(mentions.map(sentenceOf))
  const ongoing = new Set(of('ongoing').map(sentenceOf))
  const persons = whose(words.length, mentions)
  const blind = matcher.without(negatives)

  return (sign, { flag, urgency }) => {
    const sentence = words[sign.from]!.sentence
    const person = persons[sign.to - 1]!
    const lasting = ongoing.has(sentence)
    const covers = (scope: Scope) => standsIn(sign, scope)
    const say = (assertion: Assertion, scope: Scope): Asserted => {
      const cue = words.slice(scope.at.from, scope.at.to).map(word => word.word)
      return {
        assertion,
        person,
        current: false,
        because: `${assertion} by "${cue.join(' ')}" (${scope.cue.kind}: ${scope.cue.cue})`
      }
    }

    const idiom = idioms.find(scope => overlaps(sign, scope.at) || standsIn(sign, scope))
    if (idiom) return say('idiom', idiom)

    const negation = negations.find(scope => covers(scope) || inGap(scope, sign, blind))
    if (negation) return say('negated', negation)

    const resolution = lasting ? undefined : resolutions.find(scope => covers(scope))
    if (resolution) return say('resolved', resolution)

    const past = pasts.find(covers)
    if (past && person === 'other') return say('background', past)
    if (past && !lasting && !flag['past-counts']) return say('resolved', past)

    if (!flag['question-counts']) {
      const supposition = suppositions.find(covers)
      if (supposition) return say('hypothetical', supposition)
      const generic = personal.has(sentence) ? undefined : generics.find(covers)
      if (generic) return say('generic', generic)
    }

    if (person === 'other') {
      const acute = urgency === 'emergency' || urgency === 'urgent'
      if (!acute && !requested)
        return {
          assertion: 'background',
          person,
          current: true,
          because: 'another person’s, and nothing is asked for them'
        }
      return { assertion: 'present', person, current: true, because: 'another person’s, and present' }
    }
    return { assertion: 'present', person, current: true, because: 'no cue lowers it' }
  }
}

/** A cue speaks for signs that begin after it begins, or end before it ends: "no problems with" for "problems with my bowels". */
function standsIn(sign: Match, scope: Scope): boolean {
  const after = sign.from > scope.at.from && sign.from < scope.to && sign.to > scope.at.to
  const before = sign.to <= scope.at.from && sign.to > scope.from
  return after || before
}

/** "my legs are fine, no numbness": a "no" that stands in a gap of the sign takes it back; the one of "cannot feel" does not. */
function inGap(scope: Scope, sign: PartMatch, blind: Matcher): boolean {
  if (scope.at.from <= sign.from || scope.at.to >= sign.to) return false
  const seen = blind.part(sign.part, sign.at)
  return seen !== null && seen.from < scope.at.from && seen.to > scope.at.to
}

function overlaps(a: Match, b: Match): boolean {
  return a.from < b.to && b.from < a.to
}

/** For each word who was spoken of last: "my partner says he is numb" is the partner's. */
function whose(length: number, mentions: readonly Scope[]): ('self' | 'other')[] {
  const persons: ('self' | 'other')[] = []
  let person: 'self' | 'other' = 'self'
  let next = 0
  for (let at = 0; at < length; at++) {
    while (mentions[next] && mentions[next]!.at.from <= at)
      person = mentions[next++]!.cue.kind === 'self' ? 'self' : 'other'
    persons.push(person)
  }
  return persons
}
