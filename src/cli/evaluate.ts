import { evaluateQuestions } from '../assemble.js'
import { readConfig } from '../config.js'
import { InputError, UsageError } from './usage.js'

/** `evaluate [FILE]`: how many labelled questions are answered rightly, refused, and how many red flags are raised. */
export function evaluate(args: string[]): number {
  if (args.length > 1) throw new UsageError('evaluate takes one file of labelled questions, or none')
  const file = args[0] ?? 'tests/questions/en.yaml'
  for (const { name, count, of, low, high } of report(file)) {
    const percent = (share: number) => (100 * share).toFixed(1)
    console.log(
      `${name.padEnd(62)} ${`${count}/${of}`.padStart(9)} = ${percent(count / of).padStart(5)} % [${percent(low)} to ${percent(high)}]`
    )
  }
  return 0
}

function report(file: string) {
  try {
    return evaluateQuestions(file, readConfig())
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
    throw new InputError(`${file} is not there: name a file of labelled questions, such as tests/questions/en.yaml`)
  }
}
