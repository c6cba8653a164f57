import { z } from 'zod'
import { parseYaml } from './parse.js'
import { KnowledgeError, type Problem } from './problem.js'

const oneOrMore = z.union([z.string(), z.array(z.string()).min(1)])

/** A labelled question: what a visitor types, and the entry that fits it, or the kind of question that none does. */
export const LabelledQuestion = z.union([
  z.strictObject({ text: z.string(), prev: oneOrMore.optional(), entry: oneOrMore }),
  z.strictObject({ text: z.string(), prev: oneOrMore.optional(), out: z.string() }),
  z.strictObject({ text: z.string(), prev: oneOrMore.optional(), entries: z.array(z.string()).min(2) })
])
export type LabelledQuestion = z.infer<typeof LabelledQuestion>

/** Reads a list of labelled questions; throws a KnowledgeError that names every line that is none. */
export function readQuestions(file: string, text: string): LabelledQuestion[] {
  const problems: Problem[] = []
  const read = parseYaml(file, text, z.array(LabelledQuestion), problems)
  if (!read) throw new KnowledgeError(problems)
  return read.value
}
