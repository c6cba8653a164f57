import { Vocabulary } from './vocabulary.js'

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
 * - `A unless B`       not when B stands in the same sentence; `A unless + B`: not when B stands anywhere
 *
 * Nothing here can backtrack badly: gaps are bounded, so the work a word causes does not grow with the text.
 */
export type Node =
  | { kind: 'word'; id: number }
  | { kind: 'measure'; of: string; compare: string; value: number }
  | { kind: 'sequence'; parts: { node: Node; gap: number; optional: boolean }[] }
  | { kind: 'choice'; id: number; byWord: Map<number, Node[]>; firsts: ReadonlySet<number> }

/** Sequences that stand near each other. `within` counts words that are not small; `clause` keeps them in one clause. */
export interface Near {
  anchor: Node
  near: { node: Node; within: number; clause: boolean }[]
  /** The words it can begin with. */
  firsts: ReadonlySet<number>
  /** Of each set a text must hold a word, or the part cannot match: most patterns end at this. */
  needs: ReadonlySet<number>[]
}

/** One `+` part: another row's finding, or sequences. */
export type Part = { flag: string } | Near

export interface Pattern {
  source: string
  parts: Part[]
  /** What takes the match back when it stands in the same sentence, or anywhere in the message. */
  unless: { part: Near; anywhere: boolean }[]
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

/** The words of the vocabulary that a match can begin with. */
export function firstWords(node: Node): ReadonlySet<number> {
  if (node.kind === 'word') return new Set([node.id])
  if (node.kind === 'measure') return new Set([Vocabulary.measure])
  if (node.kind === 'choice') return node.firsts
  const needed = node.parts.findIndex(part => !part.optional)
  return new Set(node.parts.slice(0, needed + 1).flatMap(part => [...firstWords(part.node)]))
}

/** For every part that may not be missing, the words that it can begin with. */
export function needs(node: Node): ReadonlySet<number>[] {
  return node.kind === 'sequence'
    ? node.parts.flatMap(part => (part.optional ? [] : needs(part.node)))
    : [firstWords(node)]
}
