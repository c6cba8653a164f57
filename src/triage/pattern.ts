/**
 * The pattern language of `red-flags.yaml` and `cues.yaml`, as a small tree. A row is read aloud:
 *
 *     <cannot> feel ... <wipe>      "can't really feel it when I wipe"
 *
 * - `numb`             the word in any form (numb, numbness); small words (slot `small`) may stand between two parts
 * - `"legs"`           the word exactly as written
 * - `<wipe>`           any phrase of that slot
 * - `(a | b c)`        one of these
 * - `a?`               may be missing
 * - `...` and `..3`    up to six (three) words of any kind
 * - `[age < 16]`       a measure: temperature (C), age (years), pregnant (weeks), lasting and ago (days), weight (kg)
 * - `A ~5 B`           both, in either order, at most five words apart (small ones not counted), in one clause
 * - `A & B`            both, in one sentence
 * - `A + B`            both, anywhere in the message, each asserted by itself; `@fever` is another row's present finding
 * - `A unless B`       not when B stands in the same sentence; `unless ~5 B`: at most five words away; `unless + B`: anywhere
 *
 * Nothing here can backtrack badly: gaps are bounded, so the work a word causes does not grow with the text.
 */
export type Node =
  | { kind: 'word'; id: number }
  | { kind: 'measure'; of: string; compare: string; value: number }
  | { kind: 'sequence'; parts: Step[]; needs: readonly Needed[]; span: number }
  | { kind: 'choice'; id: number; firsts: Firsts; options: readonly (readonly Node[])[]; span: number }

/** `gap`: how many words of any kind may stand before it. */
export interface Step {
  node: Node
  gap: number
  optional: boolean
}

/** What a match cannot do without: without it in the text nothing has to be tried. */
export type Needed = Exclude<Node, { kind: 'sequence' }>

/** So many small words may stand between two parts of a sequence, beside its gap. */
export const mostSmallWords = 5
/** And so many between two sequences that stand near each other. */
export const mostSmallBetween = 20

/** Words of the vocabulary. A choice's `options[i]` are those that can begin with the word `firsts[i]`. */
export type Firsts = readonly number[]

/** Sequences that stand near each other. `within` counts words that are not small; `clause` keeps them in one clause. */
export interface Near {
  anchor: Node
  near: { node: Node; within: number; clause: boolean }[]
  /** The words it can begin with. */
  firsts: Firsts
  needs: readonly Needed[]
  /** No part of a match stands further than so many words from where its anchor begins. */
  span: number
}

/** One `+` part: another row's finding, or sequences. */
export type Part = { flag: string } | Near

export interface Pattern {
  source: string
  parts: Part[]
  /** What takes the match back when it stands at most `within` words away in its sentence, or anywhere in the message. */
  unless: { part: Near; within: number | 'message' }[]
}

/** A stretch of words, from `from` up to but not including `to`. */
export interface Match {
  from: number
  to: number
}

/** A match of a part, with the word at which its anchor begins. */
export interface PartMatch extends Match {
  at: number
  part: Near
}
