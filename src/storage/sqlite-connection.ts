import Database from 'libsql'
import { identify, isDamage, makeFolder, setAside } from './sqlite-file.js'
import { execLater } from './sqlite-later.js'
import { steps } from './sqlite-schema.js'
import { prepareStatements, type Statements } from './sqlite-statements.js'
import { StoreError } from './store-error.js'

/** Milliseconds for which another process (a backup, the command line) may hold the file; meanwhile nobody is answered. */
const patience = 500

/** One way into the file, and its prepared statements. */
export interface Way {
  database: Database.Database
  statements: Statements
  /** Somebody has waited in vain: another program holds the file. */
  held: boolean
}

/** An open file, to be read while a commit waits for the disk; `identity` tells when another file has taken its place. */
export interface Connection {
  reader: Way
  writer: Way
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
  const writer = openWay(file, database => {
    for (const setting of ['journal_mode = WAL', 'synchronous = FULL', 'secure_delete = ON']) database.pragma(setting)
    migrate(database, file)
  })
  try {
    return { reader: openWay(file), writer, identity: identify(file) }
  } catch (error) {
    writer.database.close()
    throw error
  }
}

function openWay(file: string, prepare: (database: Database.Database) => void = () => {}): Way {
  const database = new Database(file, { timeout: patience })
  try {
    prepare(database)
    return { database, statements: prepareStatements(database), held: false }
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

export function close({ database }: Way) {
  try {
    database.close()
  } catch {}
}

function transact(database: Database.Database, work: () => void) {
  database.exec('BEGIN IMMEDIATE')
  try {
    work()
    database.exec('COMMIT')
  } catch (error) {
    if (database.inTransaction) database.exec('ROLLBACK')
    throw error
  }
}

/** The same while our own thread goes on; only `work` itself is done on it. */
export async function transactLater(way: Way, work: () => void) {
  const { database } = way
  await beginLater(way)
  try {
    work()
    await execLater(database, 'COMMIT')
  } catch (error) {
    if (database.inTransaction) await execLater(database, 'ROLLBACK')
    throw error
  }
}

/** One who waits in vain for a file that another program holds is enough: until it is free nobody else waits. */
async function beginLater(way: Way) {
  try {
    await execLater(way.database, 'BEGIN IMMEDIATE')
  } catch (error) {
    if ((error as { code?: unknown }).code === 'SQLITE_BUSY') setHeld(way, true)
    throw error
  }
  setHeld(way, false)
}

function setHeld(way: Way, held: boolean) {
  if (way.held === held) return
  way.held = held
  way.database.pragma(`busy_timeout = ${held ? 0 : patience}`)
}
