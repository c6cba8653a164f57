import {
  type Firsts,
  mostSmallBetween,
  mostSmallWords,
  type Near,
  type Needed,
  type Node,
  type Step
} from './pattern.js'
import { Vocabulary } from './vocabulary.js'

/** One of the nodes, which are looked up by the words they can begin with. */
export function choiceOf(nodes: readonly Node[], id: number): Node {
  const byWord = new Map<number, Node[]>()
  for (const node of nodes) for (const word of firstWords(node)) byWord.set(word, [...(byWord.get(word) ?? []), node])
  return {
    kind: 'choice',
    id,
    firsts: [...byWord.keys()],
    options: [...byWord.values()],
    span: Math.max(...nodes.map(span))
  }
}

/** The steps one after another. */
export function sequenceOf(parts: Step[]): Node {
  if (parts.length === 1) return parts[0]!.node
  return {
    kind: 'sequence',
    parts,
    needs: parts.flatMap(part => (part.optional ? [] : needs(part.node))),
    span: parts.reduce((all, part) => all + part.gap + mostSmallWords + span(part.node), 0)
  }
}

/** The anchor with what has to stand near it. */
export function nearOf(anchor: Node, near: Near['near']): Near {
  const furthest = near.map(({ within, node }) => within + mostSmallBetween + span(node))
  return {
    anchor,
    near,
    firsts: firstWords(anchor),
    needs: [anchor, ...near.map(one => one.node)].flatMap(needs),
    span: span(anchor) + Math.max(0, ...furthest)
  }
}

/** The words of the vocabulary that a match can begin with. */
function firstWords(node: Node): Firsts {
  if (node.kind === 'word') return [node.id]
  if (node.kind === 'measure') return [Vocabulary.measure]
  if (node.kind === 'choice') return node.firsts
  const needed = node.parts.findIndex(part => !part.optional)
  return [...new Set(node.parts.slice(0, needed + 1).flatMap(part => firstWords(part.node)))]
}

/** The words, measures and choices that a match of the node cannot do without. */
function needs(node: Node): readonly Needed[] {
  return node.kind === 'sequence' ? node.needs : [node]
}

const longestMeasure = 6

/** The most words that a match of the node can be long. */
function span(node: Node): number {
  if (node.kind === 'word') return 1
  return node.kind === 'measure' ? longestMeasure : node.span
}
