import { createReadStream } from 'node:fs'
import { z } from 'zod'
import { type Asked, assembleRank } from '../assemble.js'
import { readConfig } from '../config.js'
import { readJsonLines } from './json-lines.js'
import { InputError, UsageError } from './usage.js'

const Row = z.object({
  id: z.string().min(1),
  question: z.string(),
  phrasings: z.array(z.string()).default([]),
  answer: z.string().default('')
})
const Question = z.object({ text: z.string() })

/** `rank --entries FILE`: builds the matcher on FILE alone, or finds it kept, then ranks each line of standard input. */
export async function rank(args: string[]): Promise<number> {
  const [option, file, ...rest] = args
  if (option !== '--entries' || file === undefined || rest.length > 0)
    throw new UsageError('rank takes --entries FILE, with {"id","question","phrasings"?,"answer"?} a line')
  const entries = await readEntries(file)
  const rankText = assembleRank(entries, readConfig(), { tell: step => process.stderr.isTTY && console.error(step) })
  for await (const { text } of readJsonLines(process.stdin, Question, '{"text": "..."}')) {
    const { outcome, candidates } = rankText(text)
    process.stdout.write(`${JSON.stringify({ text, outcome, candidates })}\n`)
  }
  return 0
}

async function readEntries(file: string): Promise<Asked[]> {
  const entries: Asked[] = []
  const ids = new Set<string>()
  try {
    for await (const entry of readJsonLines(createReadStream(file), Row, '{"id","question","phrasings"?,"answer"?}')) {
      if (ids.has(entry.id)) throw new InputError(`the id "${entry.id}" stands twice: give each entry its own`)
      ids.add(entry.id)
      entries.push(entry)
    }
  } catch (error) {
    if (error instanceof InputError) throw new InputError(`${file}: ${error.message}`)
    throw new InputError(
      `${file} cannot be read: ${(error as NodeJS.ErrnoException).code === 'ENOENT' ? 'there is no such file' : 'check that it is a file you may read'}`
    )
  }
  if (entries.length === 0) throw new InputError(`${file}: there is no entry in it: write one a line`)
  return entries
}
