import type Database from 'libsql'
import Later from 'libsql/promise'

// Both of libsql's classes stand on the same handle. These run on a thread beside ours: a commit waits for the disk (fsync, 1 to
// 20 ms), and everybody else's turn goes on meanwhile. Until one has ended, nothing else may use this database.

export function execLater(database: Database.Database, sql: string): Promise<void> {
  return Later.prototype.exec.call(database, sql) as unknown as Promise<void>
}

export async function pragmaLater(database: Database.Database, source: string): Promise<unknown[]> {
  const statement = await Later.prototype.prepare.call(database, `PRAGMA ${source}`)
  return statement.all()
}
