import { assembleAssistant } from '../assemble.js'
import { readConfig } from '../config.js'
import { UsageError } from './usage.js'

/** `learn [--into FOLDER]`: learns the matcher now and keeps it, so that the next start need not. */
export function learn(args: string[]): number {
  const [option, folder, ...rest] = args
  if (rest.length > 0 || (option !== undefined && (option !== '--into' || folder === undefined)))
    throw new UsageError('learn takes nothing, or --into FOLDER (else it keeps the matcher in DATA_DIR)')
  const config = readConfig()
  assembleAssistant({ ...config, dataDir: folder ?? config.dataDir }, progress => console.log(progress))
  console.log('The matcher is ready.')
  return 0
}
