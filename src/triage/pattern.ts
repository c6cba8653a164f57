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
 * - `A unless B`       not when B stands in the same sentence
 *
 * Nothing here can backtrack badly: gaps are bounded, so the work a word causes does not grow with the text.
 */
export type Node =
  | { kind: 'word'; stem: string; exact: boolean }
  | { kind: 'measure'; of: string; compare: string; value: number }
  | { kind: 'sequence'; parts: { node: Node; gap: number; optional: boolean }[] }
  | { kind: 'choice'; id: number; byStem: Map<string, Node[]>; byForm: Map<string, Node[]>; rest: Node[] }

/** Sequences that stand near each other. `within` counts words that are not small; `clause` keeps them in one clause. */
export interface Near {
  anchor: Node
  near: { node: Node; within: number; clause: boolean }[]
  /** For the anchor and each near sequence: the words it can begin with, or null for any. Without them it cannot match. */
  needs: (ReadonlySet<string> | null)[]
}

/** One `+` part: another row's finding, or sequences. */
export type Part = { flag: string } | Near

export interface Pattern {
  source: string
  parts: Part[]
  unless: Near | null
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

/** The words a match can begin with, marked `=` when exact; null when a number may begin it. */
export function firstWords(node: Node): Set<string> | null {
  if (node.kind === 'word') return new Set([node.exact ? `=${node.stem}` : node.stem])
  if (node.kind === 'measure') return null
  if (node.kind === 'choice')
    return node.rest.length > 0 ? null : new Set([...node.byStem.keys(), ...node.byForm.keys()])
  const words = new Set<string>()
  for (const part of node.parts) {
    const firsts = firstWords(part.node)
    if (!firsts) return null
    for (const word of firsts) words.add(word)
    if (!part.optional) break
  }
  return words
}
