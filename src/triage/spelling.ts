import { stem } from '../text/stem.js'
import { fold } from '../text/tokenise.js'

/** A word as patterns compare it: folded, and its stem. */
export interface Term {
  word: string
  stem: string
}

/** Reads the words of visitors: contractions and slang by the table, then drawn-out, joined and misspelt words. */
export interface Spelling {
  /** What one written word says: "cant" -> can, not; "soooo" -> so; "backpain" -> back, pain; "numbnes" -> numb. */
  terms: (written: string) => Term[]
  /** Learns the words of the table: only towards these is a misspelling put right. */
  learn: (words: Iterable<string>) => void
}

const longest = 24
const inflection = /^(e?s|e?d|e?r|e|y|ly|ing|i?ness|ers|est|[a-z](ing|ed|er|y))?$/
const shortest = 5
const shortestHalf = 3
const mostKept = 20_000

/**
 * `spellings`: written form -> what it says. `ordinary`: words that look like a misspelt sign and are words of their
 * own (cancel/cancer). A misspelling is one letter more, less, other or swapped, never the first, never in four or fewer.
 */
export function createSpelling(spellings: Record<string, string>, ordinary: readonly string[]): Spelling {
  const table = new Map(Object.entries(spellings).map(([written, said]) => [fold(written), said.split(' ').map(fold)]))
  const leave = new Set(ordinary.map(fold))
  const lexicon = new Set<string>()
  const stems = new Set<string>()
  const byDeletion = new Map<string, string[]>()
  const kept = new Map<string, Term[]>()

  /** "aching" is a form of "ache"; "acident" is none of "acid", though their stems are one. */
  function formOfKnown(word: string): boolean {
    const { stem } = term(word)
    return stems.has(stem) && inflection.test(word.slice(stem.length))
  }

  function learn(words: Iterable<string>): void {
    for (const written of table.keys()) index(written)
    for (const word of words) {
      if (lexicon.has(word)) continue
      lexicon.add(word)
      stems.add(term(word).stem)
      index(word)
    }
    kept.clear()
  }

  function index(word: string): void {
    if (word.length < shortest) return
    for (const shorter of [word, ...deletions(word)])
      byDeletion.set(shorter, [...(byDeletion.get(shorter) ?? []), word])
  }

  function terms(written: string): Term[] {
    let said = kept.get(written)
    if (!said) {
      said = settle(written).map(term)
      if (kept.size < mostKept) kept.set(written, said)
    }
    return said
  }

  function settle(typed: string): string[] {
    if (typed.length > longest * 4) return [typed.slice(0, longest)]
    const forms = [typed, ...undrawn(typed)]
    for (const word of forms) {
      const said = table.get(word)
      if (said) return said
      if (lexicon.has(word)) return [word]
    }
    const form = forms.find(formOfKnown)
    if (form) return [form]
    const written = forms.at(-1)!
    if (leave.has(written) || written.length < shortest - 1 || written.length > longest || /\d/.test(written))
      return [typed]
    if (written.length < shortest) return [vowelless(written)]
    // "burnin" is "burning".
    if (written.endsWith('in') && lexicon.has(`${written}g`)) return [`${written}g`]
    const near = nearest(written)
    return split(written) ?? table.get(near) ?? [near]
  }

  /** "cantfeel" -> can, not, feel; "lowerback" -> lower, back. Both halves are words of the table, of four letters or more. */
  function split(written: string): string[] | null {
    for (let at = 4; at <= written.length - shortestHalf; at++) {
      const left = written.slice(0, at)
      const right = written.slice(at)
      const contraction = table.get(left)?.at(-1) === 'not' ? table.get(left) : undefined
      const whole = right.length >= 4 && lexicon.has(left)
      if ((contraction || whole) && lexicon.has(right)) return [...(contraction ?? [left]), right]
    }
    return null
  }

  /** "chst" -> chest, "spne" -> spine: four letters are put right only where a vowel was left out. */
  function vowelless(written: string): string {
    const whole = (word: string) => word.length === shortest && word[0] === written[0] && sansVowel(word, written)
    return byDeletion.get(written)?.find(whole) ?? written
  }

  function nearest(written: string): string {
    for (const shorter of [written, ...deletions(written)])
      for (const word of byDeletion.get(shorter) ?? [])
        if (word[0] === written[0] && oneApart(word, written)) return word
    return written
  }

  return { terms, learn }
}

function term(word: string): Term {
  return { word, stem: word.length <= 3 ? word : stem(word) }
}

/** Whether `shorter` is the word without one of its vowels. */
function sansVowel(word: string, shorter: string): boolean {
  return Array.from(word).some(
    (letter, at) => /[aeiou]/.test(letter) && word.slice(0, at) + word.slice(at + 1) === shorter
  )
}

/** "paiiin" -> "paiin", "pain": letters drawn out three times or more. */
function undrawn(word: string): string[] {
  if (!/(.)\1\1/.test(word)) return []
  return [word.replace(/(.)\1{2,}/g, '$1$1'), word.replace(/(.)\1{2,}/g, '$1')]
}

function deletions(word: string): string[] {
  return Array.from(word, (_, at) => word.slice(0, at) + word.slice(at + 1))
}

/** One letter more, less, other, or two neighbours swapped (Damerau 1964, distance 1). */
function oneApart(a: string, b: string): boolean {
  let head = 0
  while (head < a.length && a[head] === b[head]) head++
  let tail = 0
  while (tail < a.length - head && tail < b.length - head && a.at(-1 - tail) === b.at(-1 - tail)) tail++
  const left = a.slice(head, a.length - tail)
  const right = b.slice(head, b.length - tail)
  if (left.length <= 1 && right.length <= 1) return true
  return left.length === 2 && right.length === 2 && left[0] === right[1] && left[1] === right[0]
}
