import { join } from 'node:path'
import { keepSecret } from './channels/directline/secret.js'
import type { Config } from './config.js'
import type { PostgresStore } from './storage/postgres.js'
import { createSqliteStore } from './storage/sqlite.js'
import { type Lifetimes, lifetimes, type Store } from './storage/store.js'

export { StoreError } from './storage/store-error.js'

export interface OpenStore {
  store: Store
  lifetimes: Lifetimes
  /** Signs the tokens of web pages; the same on every replica. */
  secret: string
  /** Counts calls for all replicas together; null when there is one process alone. */
  count: PostgresStore['count'] | null
}

export interface StoreEvents {
  /** A connection broke, or a server is not there yet. */
  onError: (error: unknown) => void
  /** The file was no database any more and was begun anew. */
  onDamage: (error: unknown) => void
}

/** The memory as the settings want it: one setting, DATABASE_URL, changes a file for a server that replicas share. */
export async function openStore(config: Config, { onError, onDamage }: StoreEvents): Promise<OpenStore> {
  const { databaseUrl, dataDir, directLineSecret } = config
  const keep = lifetimes(config.retentionMinutes, config)
  if (databaseUrl === null) {
    const store = createSqliteStore(join(dataDir, 'clinic.db'), keep, onDamage)
    return { store, lifetimes: keep, secret: directLineSecret ?? keepSecret(dataDir), count: null }
  }
  // Only those who use it pay for loading it.
  const { createPostgresStore } = await import('./storage/postgres.js')
  const store = await createPostgresStore({ url: databaseUrl, lifetimes: keep, onError })
  const secret = directLineSecret ?? (await store.sharedSecret())
  // A key may hold a visitor's address, and of an address alone a hash could be guessed back.
  const count: PostgresStore['count'] = (calls, seconds) =>
    store.count(
      calls.map(({ key, calls }) => ({ key: `${secret} ${key}`, calls })),
      seconds
    )
  return { store, lifetimes: keep, secret, count }
}
