import type { RedFlag } from '../../src/domain/red-flag.js'
import { type Change, changes } from './changes.js'
import { createRandom, pick } from './random.js'

/** A message made from an example of the table, and what it was made from. */
export interface Variant {
  flag: RedFlag
  text: string
  from: string
}

const seed = 2024
const mostChanges = 2

/** `each` variants of every example, one or two changes each, always the same ones. */
function vary(
  flag: RedFlag,
  examples: readonly string[],
  each: number,
  able: readonly Change[],
  random: () => number
): Variant[] {
  return examples.flatMap(from =>
    Array.from({ length: each }, () => {
      // No change twice: two slips in one word are more than anybody promises to read.
      const some = new Set(Array.from({ length: 1 + Math.floor(random() * mostChanges) }, () => pick(random, able)))
      const text = [...some].reduce((said, change) => change(said, random) ?? said, from)
      return { flag, text, from }
    })
  )
}

/** Variants that keep the sign: told, another person's, misspelt already. */
export function told(flags: readonly RedFlag[], known: (word: string) => boolean): Variant[] {
  const random = createRandom(seed)
  const [, , ...harmless] = changes(known)
  return flags.flatMap(flag => [
    ...vary(flag, [...flag.present, ...(flag.other ?? [])], 9, changes(known), random),
    // These are misspelt already.
    ...vary(flag, flag.misspelt ?? [], 4, harmless, random)
  ])
}

/** Variants without the sign: look-alikes and denials, and "I have X" denied. */
export function untold(flags: readonly RedFlag[], known: (word: string) => boolean): Variant[] {
  const random = createRandom(seed)
  const examples = (flag: RedFlag) => [...flag.absent, ...(flag.negated ?? []), ...denied(flag)]
  return flags.flatMap(flag => vary(flag, examples(flag), 6, changes(known), random))
}

/** "I have a pacemaker" -> "I don't have a pacemaker", "no pacemaker". */
function denied({ present }: RedFlag): string[] {
  return present.flatMap(text => {
    const had = /^(?:I have|I've got|I've a|got) (?:an? )?((?:[a-z]+ ?){1,3})$/i.exec(text)?.[1]
    return had ? [`I don't have ${had}`, `I haven't got any ${had}`, `no ${had}`] : []
  })
}

/** What people put before a sign that has a "no" in it and denies nothing of what follows. */
export const denials = [
  'no idea why but',
  'not sure why but',
  'I do not know why but',
  'never had this before but',
  'no injury that I know of but',
  'I have not been to the doctor yet but',
  'I did not think anything of it at first but',
  'nobody can tell me why but',
  'not only is my neck stiff,',
  'it is not just my neck:',
  'I cannot explain it but',
  'not being funny but',
  'I do not want to make a fuss but',
  'no appointments at the doctors and',
  'no headache but',
  'no fever but'
]
