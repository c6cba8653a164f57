import type pg from 'pg'
import { seenKey } from './seen-key.js'

/** Sends a query through the pool. */
export type Query = <Row extends pg.QueryResultRow>(text: string, values?: unknown[]) => Promise<pg.QueryResult<Row>>

/** Counts for the limits that replicas share. In order of the keys, or two replicas could wait for each other's rows. */
const counting = `INSERT INTO limits AS kept (key, calls, ends)
  SELECT key, calls, clock_timestamp() + $3 * interval '1 second'
    FROM unnest($1::text[], $2::integer[]) AS told (key, calls) ORDER BY key
  ON CONFLICT (key) DO UPDATE SET
    calls = excluded.calls + CASE WHEN kept.ends > clock_timestamp() THEN kept.calls ELSE 0 END,
    ends = CASE WHEN kept.ends > clock_timestamp() THEN kept.ends ELSE excluded.ends END
  RETURNING key, calls, (extract(epoch FROM ends - clock_timestamp()) * 1000)::integer AS left`

/** The keys may name visitors: only their hash is written. */
export async function countCalls(query: Query, calls: { key: string; calls: number }[], seconds: number) {
  const keys = calls.map(({ key }) => seenKey(key))
  const counts = calls.map(({ calls }) => calls)
  const { rows } = await query<{ key: string; calls: number; left: number }>(counting, [keys, counts, seconds])
  const byKey = new Map(rows.map(row => [row.key, { calls: row.calls, millisecondsLeft: row.left }]))
  return keys.map(key => byKey.get(key)!)
}
