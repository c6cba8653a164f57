import type { Example, Label } from './label.js'
import type { Matcher, Member } from './member.js'
import type { Question } from './question.js'

/** A question that the members had not seen when they scored it, and the labels that came near. */
export interface Trial {
  /** The right label. */
  label: number
  /** True for a label's only question with words left out: easier than what visitors ask. */
  shortened: boolean
  /** The labels that some member ranks among its best, and the right one. */
  labels: number[]
  /** The members' scores of `labels`, one list a member. */
  scores: number[][]
}

/** Every fifth example is held out at a time; with many examples one such round tells enough. */
const folds = 5
const enough = 1000
/** More trials than this tell nothing new. */
const most = 1000
/** A question of a label that has no other is asked without every third word, if it is long enough. */
const leaveOut = 3
const shortest = 4
/** So many of each member's best labels are looked at. */
const near = 10

/**
 * Cross-validation: each fold holds out every fifth example of each label, trains without them and asks them. A label with
 * a single example cannot spare it: there it is asked with every third word left out, as a visitor says the same in fewer.
 */
export function tryMembers(
  labels: Label[],
  examples: Example[],
  matchers: Matcher<unknown>[],
  trained: Member[],
  read: (text: string) => Question,
  grams: number
): Trial[] {
  const counts = labels.map(() => 0)
  const place = examples.map(({ label }) => counts[label]!++)
  const rounds = !counts.some(count => count > 1) ? 0 : examples.length > enough ? 1 : folds
  const asked: (Pick<Trial, 'label' | 'shortened'> & { question: Question; members: Member[] })[] = []
  for (let fold = 0; fold < rounds; fold++) {
    const held = (index: number) => counts[examples[index]!.label]! > 1 && place[index]! % folds === fold
    const rest = examples.filter((_, index) => !held(index))
    const members = matchers.map(matcher => matcher.open(matcher.train(labels, rest, grams), labels))
    examples.forEach(({ label, question }, index) => {
      if (held(index)) asked.push({ label, shortened: false, question, members })
    })
  }
  for (const { label, text } of examples)
    if (counts[label] === 1)
      for (const shorter of shorten(text))
        asked.push({ label, shortened: true, question: read(shorter), members: trained })
  const step = Math.max(asked.length / most, 1)
  return Array.from({ length: Math.floor(asked.length / step) }, (_, at) => {
    const { label, shortened, question, members } = asked[Math.floor(at * step)]!
    const scores = members.map(member => member.score(question))
    const labels = [...new Set([label, ...scores.flatMap(own => listBest(own, near))])]
    return { label, shortened, labels, scores: scores.map(own => labels.map(other => own[other]!)) }
  })
}

// "When should you not get a back massage?" -> "should you get a massage", "When you not a back", "When should not get back massage?"
function shorten(text: string): string[] {
  const words = text.split(/\s+/)
  if (words.length < shortest) return [text]
  return Array.from({ length: leaveOut }, (_, out) => words.filter((_, at) => at % leaveOut !== out).join(' '))
}

/** The places of the `count` highest values, highest first; equal ones in their order. One pass: a base may have 10,000 labels. */
export function listBest(values: Float64Array, count: number): number[] {
  const best: number[] = []
  for (let at = 0; at < values.length; at++) {
    const value = values[at]!
    if (best.length === count && value <= values[best[count - 1]!]!) continue
    let place = best.length < count ? best.length : count - 1
    for (; place > 0 && values[best[place - 1]!]! < value; place--) best[place] = best[place - 1]!
    best[place] = at
  }
  return best
}
