import { setTimeout as wait } from 'node:timers/promises'
import pg from 'pg'
import { steps } from './postgres-schema.js'
import { StoreError } from './store-error.js'

/** One number for "somebody migrates the tables of this program". */
const migrationLock = 1_097_025_903
/** Milliseconds. */
const retryAfter = 500

/** Brings the tables up to date. One replica does it, those that start at the same time wait for it. */
export async function migrate(settings: pg.ClientConfig, onError: (error: unknown) => void): Promise<void> {
  for (;;) {
    const client = new pg.Client({ ...settings, statement_timeout: 30_000, query_timeout: 31_000 })
    client.on('error', () => {})
    try {
      await client.connect()
      await client.query('BEGIN')
      await client.query('SELECT pg_advisory_xact_lock($1)', [migrationLock])
      await takeSteps(client)
      await client.query('COMMIT')
      return
    } catch (error) {
      if (isHopeless(error)) throw error
      onError(error)
      await wait(retryAfter)
    } finally {
      void client.end().catch(() => {})
    }
  }
}

async function takeSteps(client: pg.Client) {
  await client.query('CREATE TABLE IF NOT EXISTS migrations (step integer PRIMARY KEY)')
  const { rows } = await client.query<{ taken: number }>('SELECT count(*)::integer AS taken FROM migrations')
  const { taken } = rows[0]!
  if (taken > steps.length)
    throw new StoreError(
      `The database has tables of version ${taken}, this program writes version ${steps.length}: ` +
        'start the version that made them, or give another database in DATABASE_URL.'
    )
  for (const [index, step] of steps.slice(taken).entries()) {
    await client.query(step)
    await client.query('INSERT INTO migrations (step) VALUES ($1)', [taken + index + 1])
  }
}

/** Waiting does not mend a wrong password (28...), a database that is not there (3D000) or tables from the future. */
const isHopeless = (error: unknown) =>
  error instanceof StoreError || /^(28|3D)/.test(String((error as { code?: unknown } | null)?.code ?? ''))
