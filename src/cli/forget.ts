import { openStore } from '../assemble-store.js'
import { readConfig } from '../config.js'
import { InputError, UsageError } from './usage.js'

/**
 * `forget ID`: erases one conversation, for somebody who asks the clinic for it. The ID is the conversation's; for other
 * channels than the web page with the channel in front ("msteams:19:...").
 */
export async function forget(args: string[]): Promise<number> {
  const [id, ...rest] = args
  if (!id || rest.length > 0) throw new UsageError('forget takes the ID of one conversation')
  const { store } = await openStore(readConfig(), { onError: tell, onDamage: tell })
  try {
    const found = await store.erase(id)
    const left = await store.traces(id)
    if (left > 0)
      throw new InputError(
        `the conversation is still named in ${left} places: another program holds the file; try again`
      )
    console.log(found ? 'Erased.' : 'There was no such conversation (it may be past its time, or the ID is not whole).')
    console.log('Nothing of it is left: 0 rows, 0 places in the files.')
    return found ? 0 : 1
  } finally {
    await store.close()
  }
}

const tell = (error: unknown) => console.error(error instanceof Error ? error.message : 'The store cannot be used.')
