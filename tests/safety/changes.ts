import { pick } from './random.js'

/** One way in which the same thing is written otherwise. Null: it cannot be done to this text. */
export type Change = (text: string, random: () => number) => string | null

const before = [
  'hi,',
  'hello there,',
  'hiya',
  'quick question.',
  'sorry to bother you but',
  'hope you can help,',
  'I am not sure if this matters but',
  'no idea if you can help but',
  'ok so',
  'I have been meaning to ask,',
  'evening all.',
  'right,'
]
const behind = [
  'is that ok?',
  'can I still come?',
  'what should I do',
  'thanks',
  'please help x',
  'any ideas?',
  'should I be worried?',
  'can you fit me in on Friday',
  'xx',
  'what do you reckon',
  'do I need to cancel?',
  'and how much is an hour'
]
const fillers = ['um', 'like', 'really', 'tbh', 'literally', 'honestly', 'bloody', 'er']

/** How people put words that mean the same here. */
const slang: [RegExp, string[]][] = [
  [/\bcan't\b/i, ['cant', 'can not', 'cannot', 'carnt']],
  [/\bI'm\b/, ['im', 'I am', 'Im']],
  [/\bI've\b/, ['ive', 'I have', 'iv']],
  [/\bdoesn't\b/i, ['doesnt', 'does not', 'dont']],
  [/\bmy\b/i, ['me', 'my']],
  [/\bmum\b/i, ['mam', 'mom']],
  [/\bhusband\b/i, ['hubby']],
  [/\bgran\b/i, ['nan', 'nana']],
  [/\band\b/, ['n', '&', 'an']],
  [/\bto\b/, ['2', 'to']],
  [/\bbecause\b/i, ['cos', 'coz', 'cuz']],
  [/\btoday\b/i, ['2day', 'today']],
  [/\bweeks\b/i, ['wks', 'weeks']],
  [/\byears\b/i, ['yrs', 'years']],
  [/\bpregnant\b/i, ['preggers', 'preg']],
  [/\btemperature\b/i, ['temp']],
  [/\b(belly|stomach|tummy)\b/i, ['tummy', 'belly', 'stomach']],
  [/\b(wee|pee)\b/, ['wee', 'pee']],
  [/\bpins and needles\b/i, ['pins n needles', 'pins & needles']],
  [/\bsomething\b/i, ['summat', 'sumthing']],
  [/\breally\b/i, ['rly', 'reeeally']]
]

const letters = 'abcdefghijklmnopqrstuvwxyz'

/** One letter more, less, other or swapped, never the first, never in four letters or fewer: what the reader can put right. */
export function mistype(word: string, random: () => number): string {
  const at = 1 + Math.floor(random() * (word.length - 1))
  const letter = pick(random, [...letters])
  return pick(random, [
    word.slice(0, at) + word.slice(at + 1),
    word.slice(0, at) + letter + word.slice(at),
    word.slice(0, at) + letter + word.slice(at + 1),
    at + 1 < word.length ? word.slice(0, at) + word[at + 1] + word[at] + word.slice(at + 2) : word.slice(0, at)
  ])
}

const capitals: Change = text => text.toUpperCase()
const small: Change = text => text.toLowerCase()
const unpunctuated: Change = text => text.replace(/[.,;:!?]+(?=\s|$)/g, '')
const unapostrophed: Change = text => (/['’]/.test(text) ? text.replace(/['’]/g, '') : null)
const curly: Change = text => (text.includes("'") ? text.replace(/'/g, '’') : null)
const prefixed: Change = (text, random) => `${pick(random, before)} ${text}`
const suffixed: Change = (text, random) =>
  `${text.replace(/[.?!]$/, '')}${pick(random, [',', '.', ' -'])} ${pick(random, behind)}`

const filled: Change = (text, random) => {
  const words = text.split(' ')
  if (words.length < 3) return null
  const at = 1 + Math.floor(random() * (words.length - 1))
  return [...words.slice(0, at), pick(random, fillers), ...words.slice(at)].join(' ')
}

const slangy: Change = (text, random) => {
  const able = slang.filter(([shape]) => shape.test(text))
  if (able.length === 0) return null
  const [shape, others] = pick(random, able)
  return text.replace(shape, pick(random, others))
}

/** "My calf is swollen. I am out of breath." the other way round. */
const reordered: Change = text => {
  const parts = text.split(/(?<=[.?!])\s+/)
  return parts.length < 2 ? null : parts.reverse().join(' ')
}

const drawnOut: Change = (text, random) => {
  const places = [...text.matchAll(/(?<=[a-z])[aeiou](?=[a-z]{2})/g)].map(match => match.index)
  if (places.length === 0) return null
  const at = pick(random, places)
  return text.slice(0, at) + text[at]!.repeat(3) + text.slice(at)
}

/** `known`: words that are read as themselves, so a slip of the pen must not make one of them. */
export function changes(known: (word: string) => boolean): Change[] {
  const mistyped: Change = (text, random) => {
    const words = [...text.matchAll(/[a-z]{5,}/g)]
    if (words.length === 0) return null
    const { 0: word, index } = pick(random, words)
    const wrong = mistype(word, random)
    return known(wrong) || wrong.length < 5 ? null : text.slice(0, index) + wrong + text.slice(index + word.length)
  }
  return [
    mistyped,
    drawnOut,
    capitals,
    small,
    unpunctuated,
    unapostrophed,
    curly,
    prefixed,
    suffixed,
    filled,
    slangy,
    reordered
  ]
}
