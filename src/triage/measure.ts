import type { Term } from './spelling.js'

/** A word, and whether a comma, bracket, dash or slash stands before it. */
export type Spoken = Term & { comma: boolean }

/**
 * A number with what it counts. `temperature` in degrees C, `age` and `then` (an age at that time) in years, `lasting`
 * and `ago` in days, `weeks` a plain number of weeks, `pregnant` in weeks, `weight` in kg. It ends before word `to`.
 */
export interface Measure {
  kind: 'temperature' | 'age' | 'then' | 'lasting' | 'ago' | 'weeks' | 'pregnant' | 'weight'
  value: number
  to: number
}

const days: Record<string, number> = {
  minute: 1 / 1440,
  hour: 1 / 24,
  day: 1,
  night: 1,
  week: 7,
  fortnight: 14,
  month: 30,
  year: 365
}
const kilos: Record<string, number> = { stone: 6.35, pound: 0.4536, kilo: 1 }
const vague: Record<string, number> = { half: 0.5, couple: 2, few: 3, several: 5, many: 5 }
const earlier = new Set(['ago', 'back', 'previously', 'earlier'])
const gone = new Set(['pregnant', 'gone', 'along', 'gestation'])
const notAnAge = new Set(
  '% percent foot feet ft inch cm mile mm minute hour day week month year stone pound kilo degree out of per'.split(' ')
)
const before = 5
const yearsNow = { from: 1930, to: 2023, days: 1000 }

/** All measures of a message by the word at which they begin. "38.9", "102 F", "six months ago", "16 wks gone", "12yo". */
export function measures(words: readonly Spoken[]): Map<number, Measure[]> {
  const found = new Map<number, Measure[]>()
  const put = (at: number, measure: Measure) => found.set(at, [...(found.get(at) ?? []), measure])
  for (let at = 0; at < words.length; at++) {
    const number = amount(words, at)
    if (number) for (const measure of counted(words, at, number.value, number.to)) put(at, measure)
    else if (at === 0 || !single(words, at - 1)) for (const measure of uncounted(words, at)) put(at, measure)
  }
  return found
}

function counted(words: readonly Spoken[], at: number, value: number, to: number): Measure[] {
  const found: Measure[] = []
  const word = words[to]?.word ?? ''
  const unit = unitOf(words[to], days)
  if (unit !== undefined) {
    found.push(...time(words, to, value * unit))
    if (unit === 7) found.push({ kind: 'weeks', value, to: to + 1 })
  }
  const weight = unitOf(words[to], kilos)
  if (weight !== undefined) found.push({ kind: 'weight', value: value * weight, to: to + 1 })
  const degrees = temperature(words, at, value, to)
  if (degrees) found.push(degrees)
  const age = ageOf(words, at, value, to)
  if (age) found.push(age)
  if (Number.isInteger(value) && value >= yearsNow.from && value <= yearsNow.to && words[at - 1]?.word !== 'since')
    found.push({ kind: 'ago', value: yearsNow.days, to })
  if (value >= 5 && value <= 42 && gone.has(word)) found.push({ kind: 'pregnant', value, to: to + 1 })
  return found
}

/** "for weeks", "years ago", "last month". */
function uncounted(words: readonly Spoken[], at: number): Measure[] {
  const word = words[at]!.word
  if (word === 'last') {
    const unit = unitOf(words[at + 1], days)
    if (unit === undefined || unit < 1 || words[at + 1]!.word.endsWith('s')) return []
    const kind = /^(the|this|past|for|over)$/.test(words[at - 1]?.word ?? '') ? 'lasting' : 'ago'
    return [{ kind, value: words[at + 1]!.word === 'night' ? 0.5 : unit, to: at + 2 }]
  }
  if (word === 'ages') return time(words, at, 180)
  const unit = /^(days|weeks|months|years)$/.test(word) ? unitOf(words[at], days) : undefined
  return unit === undefined || words[at + 1]?.word === 'old' ? [] : time(words, at, 3 * unit)
}

/** The unit stands at word `at`. */
function time(words: readonly Spoken[], at: number, length: number): Measure[] {
  const next = words[at + 1]?.word ?? ''
  if (/^olds?$/.test(next) && length < 365) return []
  if (/^olds?$/.test(next)) return [{ kind: 'age', value: length / 365, to: at + 2 }]
  if (next === 'of' && words[at + 2]?.word === 'age') return [{ kind: 'age', value: length / 365, to: at + 3 }]
  if (gone.has(next)) return [{ kind: 'pregnant', value: length / 7, to: at + 2 }]
  if (earlier.has(next) || (next === 'before' && length >= 300)) return [{ kind: 'ago', value: length, to: at + 2 }]
  return [{ kind: 'lasting', value: length, to: at + 1 }]
}

function temperature(words: readonly Spoken[], at: number, value: number, to: number): Measure | null {
  const celsius = (value - 32) / 1.8
  let end = to
  // "I'm 40 (F)" is no temperature.
  while (
    end < to + 2 &&
    !words[end]?.comma &&
    /^(degree|degrees|celsius|centigrade|c|f|fahrenheit)$/.test(words[end]?.word ?? '')
  )
    end++
  let told = end > to
  // "Hay fever, sneezing 40 times a day".
  if (!told && /^times?$/.test(words[to]?.word ?? '')) return null
  if (!told)
    told = words.slice(Math.max(0, at - before), end + 4).some(word => /^(temperatur|fever|thermomet)/.test(word.stem))
  if (!told) return null
  const fahrenheit = words[end - 1]!.word.startsWith('f')
  if (value >= 34 && value <= 43 && !fahrenheit) return { kind: 'temperature', value, to: end }
  return value >= 95 && value <= 110 ? { kind: 'temperature', value: celsius, to: end } : null
}

const person =
  /^(he|she|son|daughter|boy|girl|kid|child|who|mum|dad|gran|nan|brother|sister|grandson|granddaughter|nephew|niece|age|wife|husband|partner|mother|father|law|lady|man|woman|friend|neighbour|cousin|uncle|aunt|auntie|grandad|girlfriend|boyfriend|fiance|fiancee)$/

/** "I'm 15", "aged 70", "my son is 12", "turned 60", "in his 60s"; "until I was 60" is an age then. */
function ageOf(words: readonly Spoken[], at: number, value: number, to: number): Measure | null {
  const previous = words[at - 1]?.word ?? ''
  const next = words[to]?.word ?? ''
  if (!Number.isInteger(value) || value < 1 || value > 110) return null
  // "26M", "58 yo", "F 39"
  const sex = /^(m|f|male|female)$/
  if (value >= 10 && sex.test(next)) return { kind: 'age', value, to: to + 1 }
  if (value >= 10 && sex.test(previous) && !unit(next)) return { kind: 'age', value, to }
  if (/^(aged|age|turned|turning|over|under)$/.test(previous) && !unit(next)) {
    if (!/^(over|under)$/.test(previous)) return { kind: 'age', value, to }
    return null
  }
  // "Sixty two and never a day's back trouble"
  if (previous === '' && value >= 18 && next === 'and') return { kind: 'age', value, to }
  if (previous === 'at' && value >= 40 && !unit(next)) return { kind: 'age', value, to }
  if (next === 's' && value >= 20 && value % 10 === 0) return { kind: 'age', value, to: to + 1 }
  if (/^(am|is|was|being)$/.test(previous) && !unit(next) && amount(words, to) === null) {
    if (previous === 'am' && value < 8) return null
    // "my daughter (really) is 13"
    if (previous === 'is' && !person.test(words[at - 2]?.word ?? '') && !person.test(words[at - 3]?.word ?? ''))
      return null
    return { kind: previous === 'was' ? 'then' : 'age', value, to }
  }
  return null
}

function unit(word: string): boolean {
  return notAnAge.has(word) || notAnAge.has(word.replace(/s$/, ''))
}

function unitOf(word: Spoken | undefined, units: Record<string, number>): number | undefined {
  return word === undefined ? undefined : (units[word.word] ?? units[word.word.replace(/s$/, '')])
}

/** "38.5", "thirty eight", "a couple of", "half a", "2 or 3" (the last counts). */
function amount(words: readonly Spoken[], at: number): { value: number; to: number } | null {
  const first = single(words, at)
  if (!first) return null
  let { value, to } = first
  if (value >= 20 && value < 100 && value % 10 === 0) {
    const ones = single(words, to)
    if (ones && Number.isInteger(ones.value) && ones.value > 0 && ones.value < 10) {
      value += ones.value
      to = ones.to
    }
  }
  // "thirty nine point two"
  const tenth = words[to]?.word === 'point' ? single(words, to + 1) : null
  if (tenth && tenth.value < 10) return { value: value + tenth.value / 10, to: tenth.to }
  const joint = /^(or|to)$/.test(words[to]?.word ?? '') ? to + 1 : to
  const second = digits(words[joint]?.word ?? '')
  if (second !== null && second > value && unitOf(words[joint + 1], days) !== undefined)
    return { value: second, to: joint + 1 }
  return { value, to }
}

function single(words: readonly Spoken[], at: number): { value: number; to: number } | null {
  const word = words[at]?.word ?? ''
  const number = digits(word)
  if (number !== null) return { value: number, to: at + 1 }
  if (word === 'a' || word === 'an') {
    const next = words[at + 1]
    if (unitOf(next, days) !== undefined || unitOf(next, kilos) !== undefined) return { value: 1, to: at + 1 }
    return next && vague[next.word] !== undefined ? single(words, at + 1) : null
  }
  const about = Object.hasOwn(vague, word) ? vague[word] : undefined
  if (about === undefined) return null
  return { value: about, to: at + (/^(a|an|of)$/.test(words[at + 1]?.word ?? '') ? 2 : 1) }
}

function digits(word: string): number | null {
  return /^\d+(?:[.,]\d+)?$/.test(word) ? Number(word.replace(',', '.')) : null
}

/** Whether a measure is what a pattern asks for: `[temperature >= 38]`. */
export function holds({ kind, value }: Measure, wanted: { of: string; compare: string; value: number }): boolean {
  if (kind !== wanted.of) return false
  if (wanted.compare === '>=') return value >= wanted.value
  if (wanted.compare === '<=') return value <= wanted.value
  return wanted.compare === '<' ? value < wanted.value : value > wanted.value
}
