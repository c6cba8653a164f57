// Commits until it is killed and prints each sequence number once the store has acknowledged it.
import { writeSync } from 'node:fs'
import { createSqliteStore } from '../../src/storage/sqlite.js'
import { change, testLifetimes } from './writing.js'

const store = createSqliteStore(process.argv[2] as string, testLifetimes)

async function write(conversation: string) {
  for (let expected = 0; ; expected++) {
    const committed = await store.commit(
      change({ conversation, expected, activities: [JSON.stringify(expected)], now: Date.now() })
    )
    if (committed.outcome === 'done') writeSync(1, `${conversation} ${committed.first}\n`)
  }
}

await Promise.all(['a', 'b', 'c', 'd'].map(write))
