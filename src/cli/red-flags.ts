import { reviewRedFlags } from '../assemble.js'
import { readConfig } from '../config.js'
import { UsageError } from './usage.js'

/** `red-flags`: the table of red flags as a page for clinical review; `docs/red-flags.md` is what it prints. */
export function redFlags(args: string[]): number {
  if (args.length > 0) throw new UsageError(`red-flags takes nothing more: leave ${args.join(' ')} out`)
  process.stdout.write(reviewRedFlags(readConfig()))
  return 0
}
