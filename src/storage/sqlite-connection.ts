import Database from 'libsql'
import { identify, isDamage, makeFolder, setAside } from './sqlite-file.js'
import { steps } from './sqlite-schema.js'
import { prepareStatements, type Statements } from './sqlite-statements.js'
import { StoreError } from './store-error.js'

/** Milliseconds for which another process (a backup, the command line) may hold the file; meanwhile nobody is answered. */
const patience = 500

/** An open file and its prepared statements; `identity` tells when another file has taken its place. */
export interface Connection {
  database: Database.Database
  statements: Statements
  identity: number
}

/** A file that is damaged is set aside and begun anew. */
export function connect(file: string, onDamage: (error: unknown) => void): Connection {
  try {
    return open(file)
  } catch (error) {
    if (!isDamage(error)) throw error
    onDamage(error)
    setAside(file, Date.now())
    return open(file)
  }
}

function open(file: string): Connection {
  makeFolder(file)
  const database = new Database(file, { timeout: patience })
  try {
    for (const setting of ['journal_mode = WAL', 'synchronous = FULL', 'secure_delete = ON']) database.pragma(setting)
    migrate(database, file)
    return { database, statements: prepareStatements(database), identity: identify(file) }
  } catch (error) {
    database.close()
    throw error
  }
}

function migrate(database: Database.Database, file: string) {
  transact(database, () => {
    const [{ user_version: version }] = database.pragma('user_version') as [{ user_version: number }]
    if (version > steps.length)
      throw new StoreError(
        `${file} has tables of version ${version}, this program writes version ${steps.length}: ` +
          'start the version that made it, or move the file away to begin anew.'
      )
    for (const step of steps.slice(version)) database.exec(step)
    if (version < steps.length) database.exec(`PRAGMA user_version = ${steps.length}`)
  })
}

export function close({ database }: Connection) {
  try {
    database.close()
  } catch {}
}

export function transact(database: Database.Database, work: () => void) {
  database.exec('BEGIN IMMEDIATE')
  try {
    work()
    database.exec('COMMIT')
  } catch (error) {
    if (database.inTransaction) database.exec('ROLLBACK')
    throw error
  }
}
