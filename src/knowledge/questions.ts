import { z } from 'zod'
import { parseYaml } from './parse.js'
import { KnowledgeError, type Problem } from './problem.js'

const oneOrMore = z.union([z.string(), z.array(z.string()).min(1)])

const asked = { text: z.string(), prev: oneOrMore.optional() }

/**
 * A labelled question: what a visitor types, and the entry that fits it, or the kind of question that none does; the entries
 * of several questions, where any of a list fits its one; or that it is a wish to book.
 */
export const LabelledQuestion = z.union([
  z.strictObject({ ...asked, entry: oneOrMore }),
  z.strictObject({ ...asked, out: z.string() }),
  z.strictObject({ ...asked, entries: z.array(oneOrMore).min(2) }),
  z.strictObject({ ...asked, book: z.literal(true) })
])
export type LabelledQuestion = z.infer<typeof LabelledQuestion>

/** Reads a list of labelled questions; throws a KnowledgeError that names every line that is none. */
export function readQuestions(file: string, text: string): LabelledQuestion[] {
  const problems: Problem[] = []
  const read = parseYaml(file, text, z.array(LabelledQuestion), problems)
  if (!read) throw new KnowledgeError(problems)
  return read.value
}
