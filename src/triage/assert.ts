import type { Assertion, Cue } from '../domain/cue.js'
import { isAcute } from '../domain/urgency.js'
import type { Raw } from './find.js'
import type { Matcher } from './match.js'
import type { Match, PartMatch } from './pattern.js'
import type { Scope } from './scope.js'

/** How a sign is asserted, whose it is, and why: "negated by \"no\"". */
export interface Asserted {
  assertion: Assertion
  person: 'self' | 'other'
  /** Nobody was named before it: "They did the block today. He is in agony." */
  unnamed: boolean
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
  const [topic, tale, negated, resolved, past, hypothetical, generic, cause] = (
    ['topic', 'tale', 'negated', 'resolved', 'past', 'hypothetical', 'generic', 'cause'] as const
  ).map(kind => new Cover(of(kind), words.length))
  const idiom = new Cover(of('idiom', 'topic'), words.length)
  const sentenceOf = (scope: Scope) => words[scope.at.from]!.sentence
  const mentions = of('self', 'someone-else')
  const personal = new Set(mentions.map(sentenceOf))
  const ongoing = new Set(of('ongoing').map(sentenceOf))
  const persons = whose(words.length, mentions)
  const others = new Set(of('someone-else').map(sentenceOf))
  const alone = of('self').length === 0
  // "My gran has osteoporosis. Is a massage ok?" asks for the gran, unless the visitor's own back was told of too.
  const requested = of('request').some(
    scope => persons[scope.at.to - 1] === 'other' && (alone || others.has(sentenceOf(scope)))
  )
  const unnegated = once(() => matcher.without(at => negatives.has(words[at]!.word)))
  const literal = once(() => matcher.without(at => idiom.at(at)))

  return (sign, { flag, urgency }) => {
    const sentence = words[sign.from]!.sentence
    const named = persons[sign.to - 1]
    const person = named ?? 'self'
    const unnamed = named === undefined
    const lasting = ongoing.has(sentence)
    const lowered = (assertion: Assertion, scope: Scope): Asserted => {
      const cue = words.slice(scope.at.from, scope.at.to).map(word => word.word)
      const because = `${assertion} by "${cue.join(' ')}" (${scope.cue.kind}: ${scope.cue.cue})`
      return { assertion, person, unnamed, current: false, because }
    }

    const idiomatic = idiom.on(sign)
    if (idiomatic && !literal().part(sign.part, sign.at))
      return lowered(idiomatic.cue.kind === 'idiom' ? 'idiom' : 'generic', idiomatic)
    const topical = topic!.over(sign)
    if (topical) return lowered('generic', topical)
    const told = person === 'other' && !requested ? (tale!.over(sign) ?? tale!.on(sign)) : undefined
    if (told) return lowered('background', told)

    const negation = negated!.over(sign) ?? negated!.inGapOf(sign, unnegated)
    if (negation) return lowered('negated', negation)

    const resolution = lasting || flag['past-counts'] ? undefined : resolved!.over(sign)
    if (resolution) return lowered('resolved', resolution)

    const before = past!.over(sign)
    const asked = flag['past-counts'] && requested
    if (before && person === 'other' && !asked) return lowered('background', before)
    if (before && !lasting && !flag['past-counts']) return lowered('resolved', before)

    if (!flag['question-counts']) {
      const supposed = hypothetical!.over(sign)
      if (supposed) return lowered('hypothetical', supposed)
      const asked = urgency === 'emergency' ? undefined : cause!.over(sign)
      const general = personal.has(sentence) ? undefined : (generic!.over(sign) ?? generic!.on(sign) ?? asked)
      if (general) return lowered('generic', general)
    }

    if (person === 'self') return { assertion: 'present', person, unnamed, current: true, because: 'no cue lowers it' }
    return isAcute(urgency) || requested || flag['others-count']
      ? { assertion: 'present', person, unnamed, current: true, because: 'another person’s, and present' }
      : {
          assertion: 'background',
          person,
          unnamed,
          current: true,
          because: 'another person’s, and nothing is asked for them'
        }
  }
}

/** Of these a cue with direction both speaks only for what needs its words. */
const ownWords = new Set<Cue['kind']>(['topic', 'tale'])

/** For every word the cue of one kind that speaks for it: from before (`forward`), from behind, or by standing on it. */
class Cover {
  private readonly forward: (Scope | undefined)[]
  private readonly backward: (Scope | undefined)[]
  private readonly here: (Scope | undefined)[]

  constructor(scopes: readonly Scope[], length: number) {
    this.forward = new Array<Scope | undefined>(length)
    this.backward = new Array<Scope | undefined>(length)
    this.here = new Array<Scope | undefined>(length)
    for (const scope of scopes) {
      for (let at = scope.at.from; at < scope.at.to; at++) this.here[at] = scope
      // "I'm a stroke nurse, my bum is numb": the nurse speaks for her own words only.
      if (ownWords.has(scope.cue.kind) && scope.cue.direction === 'both') continue
      // "problems with my bowels" begins inside the cue "no problems with".
      for (let at = scope.at.from + 1; at < scope.to; at++) this.forward[at] = scope
      for (let at = scope.from; at < scope.at.from; at++) this.backward[at] ??= scope
    }
  }

  over(sign: Match): Scope | undefined {
    const before = this.forward[sign.from]
    if (before && sign.to > before.at.to) return before
    const behind = this.backward[sign.to - 1]
    return behind && behind.at.from >= sign.to ? behind : undefined
  }

  at(word: number): boolean {
    return this.here[word] !== undefined
  }

  on(sign: Match): Scope | undefined {
    return this.here.slice(sign.from, sign.to).find(scope => scope !== undefined)
  }

  /** "my legs are fine, no numbness": a "no" that stands in a gap of the sign takes it back; that of "cannot feel" does not. */
  inGapOf(sign: PartMatch, blind: () => Matcher): Scope | undefined {
    const cue = this.here.slice(sign.from + 1, sign.to - 1).find(scope => scope !== undefined)
    if (!cue || cue.at.from <= sign.from || cue.at.to >= sign.to) return undefined
    const seen = blind().part(sign.part, sign.at)
    // Another match without the "no" is another matter: "my bladder does not tell me that it is full".
    return seen !== null && seen.from === sign.from && seen.to === sign.to ? cue : undefined
  }
}

function once<T>(make: () => T): () => T {
  let made: T | undefined
  return () => {
    made ??= make()
    return made
  }
}

/** For each word who was spoken of last, or is named by the next: "my partner says he is numb", "pregnant wife". */
function whose(length: number, mentions: readonly Scope[]): ('self' | 'other' | undefined)[] {
  const persons: ('self' | 'other' | undefined)[] = []
  let person: 'self' | 'other' | undefined
  let next = 0
  for (let at = 0; at < length; at++) {
    while (mentions[next] && mentions[next]!.at.from <= at + Number(mentions[next]!.cue.kind === 'someone-else')) {
      person = mentions[next]!.cue.kind === 'self' ? 'self' : 'other'
      next++
    }
    persons.push(person)
  }
  return persons
}
