import { openStore } from '../assemble-store.js'
import { readConfig } from '../config.js'
import { UsageError } from './usage.js'

/** `unanswered`: day and question a line, newest first. */
export async function unanswered(args: string[]): Promise<number> {
  if (args.length > 0) throw new UsageError(`unanswered takes nothing more: leave ${args.join(' ')} out`)
  const { store } = await openStore(readConfig(), { onError: tell, onDamage: tell })
  try {
    for (const { day, text } of await store.unanswered(Date.now())) console.log(`${day}  ${text}`)
    return 0
  } finally {
    await store.close()
  }
}

const tell = (error: unknown) => console.error(error instanceof Error ? error.message : 'The store cannot be used.')
