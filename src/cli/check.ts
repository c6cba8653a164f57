import { examine } from '../assemble.js'
import { readConfig } from '../config.js'
import { UsageError } from './usage.js'

/** `check`: every problem of the knowledge folder with file and line, then coverage and what is still to do. */
export function check(args: string[]): number {
  if (args.length > 0) throw new UsageError(`check takes nothing more: leave ${args.join(' ')} out`)
  const { problems, notes, coverage } = examine(readConfig())
  for (const { file, line, message } of problems) console.error(`${file}:${line}: ${message}`)
  for (const { article, characters, reached, missed } of coverage) {
    const share = ((100 * reached) / Math.max(characters, 1)).toFixed(1)
    console.log(`articles/${article}.md: the entries reach ${share} % of its ${characters} characters`)
    for (const { line, text, heading } of missed)
      if (!heading) console.log(`  line ${line} is reached by no entry: ${text}`)
    console.log(`  and ${missed.filter(({ heading }) => heading).length} headings`)
  }
  for (const note of notes) console.log(`to do: ${note}`)
  console.log(
    problems.length === 0 ? 'no problem' : `${problems.length} ${problems.length === 1 ? 'problem' : 'problems'}`
  )
  return problems.length === 0 ? 0 : 1
}
