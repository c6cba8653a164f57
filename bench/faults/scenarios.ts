import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, statSync, truncateSync, unlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import Database from 'libsql'
import { openPostgres, type PostgresServer } from '../../tests/storage/postgres-server.js'
import { openProxy, type SlowProxy } from '../../tests/storage/proxy.js'
import { newLedger, quantile } from '../load/ledger.js'
import { openPage } from '../load/page.js'
import { type Served, serve } from '../load/process.js'
import { openProbe, type Verdict } from './probe.js'

export interface FaultParts {
  port: number
  rounds: number
  /** Seconds that the longer faults last: the database stopped, frozen, and the others. */
  stopped: number
  frozen: number
  others: number
  questions: string[]
  say: (progress: string) => void
}

export interface Outcome {
  name: string
  figures: Record<string, number | string>
  /** What was promised and not kept. */
  failures: string[]
}

const answerWithin = 3000
const recoverWithin = 5000
const readyWithin = 2000

async function inFolder<Result>(work: (folder: string) => Promise<Result>): Promise<Result> {
  const folder = mkdtempSync(join(tmpdir(), 'faults-'))
  try {
    return await work(folder)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Whether what must always hold has held. */
function judge({ lost, doubled, disordered }: Verdict): string[] {
  const failures: string[] = []
  if (lost > 0) failures.push(`${lost} acknowledged messages are lost`)
  if (doubled > 0) failures.push(`${doubled} messages stand twice`)
  if (disordered > 0) failures.push(`${disordered} messages out of order`)
  return failures
}

/** Kill -9 in the middle of writing, start again, and again; at the end all that was acknowledged must be there once. */
export const kill = ({ port, rounds, questions, say }: FaultParts): Promise<Outcome> =>
  inFolder(async folder => {
    const start = () => serve({ port, dataDir: folder })
    let server = await start()
    const probe = await openProbe({ server: () => `http://127.0.0.1:${port}`, pages: 20, rate: 60, questions })
    const starts: number[] = []
    for (let round = 1; round <= rounds; round++) {
      const before = probe.ledger.acknowledged
      const until = performance.now() + 10_000
      while (probe.ledger.acknowledged < before + 15 && performance.now() < until) await wait(10)
      await wait(Math.random() * 200)
      await server.kill('SIGKILL')
      const began = performance.now()
      server = await start()
      starts.push(performance.now() - began)
      say(
        `kill -9: round ${round} of ${rounds}, ${probe.ledger.acknowledged} taken, ready again in ${Math.round(starts.at(-1)!)} ms`
      )
    }
    const verdict = await probe.finish()
    await server.kill('SIGKILL')
    const slowestStart = Math.round(quantile(starts, 1))
    const failures = judge(verdict)
    if (quantile(starts, 0.5) > readyWithin)
      failures.push(`ready again only after ${Math.round(quantile(starts, 0.5))} ms (median)`)
    return {
      name: `kill -9, ${rounds} rounds`,
      figures: { ...verdict, 'ready p50': Math.round(quantile(starts, 0.5)), 'ready max': slowestStart },
      failures
    }
  })

interface Fault {
  name: string
  begin: () => Promise<void> | void
  end: () => Promise<void> | void
  seconds: number
  /** Whether the conversations of before are gone with the fault. */
  losesAll?: boolean
}

/** Visitors write before, during and after a fault; nobody waits for long, nothing acknowledged is lost, and all goes on after it. */
async function suffer(
  server: Served,
  { name, begin, end, seconds, losesAll }: Fault,
  parts: FaultParts
): Promise<Outcome> {
  const { questions, say } = parts
  const probe = await openProbe({ server: () => server.url, pages: 10, rate: 20, questions })
  await wait(2000)
  say(`${name}: begins`)
  probe.ledger.slowestCall = 0
  const takenBefore = probe.ledger.acknowledged
  await begin()
  for (let second = 1; second <= seconds; second++) {
    await wait(1000)
    say(
      `${name}: second ${second} of ${seconds}, ${probe.ledger.acknowledged - takenBefore} taken, ${probe.ledger.refused} refused`
    )
  }
  const takenDuring = probe.ledger.acknowledged - takenBefore
  await end()
  const ended = performance.now()
  const recovery = await recover(server, losesAll ? undefined : probe.lastTaken, ended)
  await wait(2000)
  const verdict = await probe.finish()
  const failures = losesAll ? [] : judge(verdict)
  if (server.exited()) failures.push('the process has ended')
  if (verdict.slowest > answerWithin) failures.push(`a call took ${verdict.slowest} ms`)
  if (verdict.broken > 0) failures.push(`${verdict.broken} connections broke without an answer`)
  if (recovery > recoverWithin) failures.push(`recovered only after ${recovery} ms`)
  const figures = { ...verdict, 'taken during': takenDuring, recovery }
  return { name, figures: losesAll ? { ...figures, lost: 'all, by its nature' } : figures, failures }
}

/** Milliseconds until a message is taken again: of the visitors there are, or of a new one when all are lost. */
async function recover(server: Served, lastTaken: (() => number) | undefined, ended: number): Promise<number> {
  const until = ended + 4 * recoverWithin
  const ledger = newLedger()
  while (performance.now() < until) {
    if (lastTaken) {
      if (lastTaken() > ended) return Math.round(lastTaken() - ended)
    } else {
      const page = await openPage({ server: () => server.url, ledger, number: 60_000, stream: false }).catch(() => null)
      const answer = await page?.say('how often should I come', performance.now())
      if (answer?.status === 200) return Math.round(performance.now() - ended)
    }
    await wait(20)
  }
  return Math.round(performance.now() - ended)
}

/** Everything that a database server and the network before it can do. */
export const postgres = (parts: FaultParts): Promise<Outcome[]> =>
  inFolder(async folder => {
    const database = await openPostgres()
    const proxy = await openProxy(database.port)
    try {
      const direct = new URL(await database.database('faults'))
      direct.port = String(proxy.port)
      const server = await serve({ port: parts.port, dataDir: folder, databaseUrl: direct.href })
      const outcomes: Outcome[] = []
      for (const fault of listPostgresFaults(database, proxy, parts)) outcomes.push(await suffer(server, fault, parts))
      await server.kill('SIGTERM')
      return outcomes
    } finally {
      proxy.close()
      await database.close()
    }
  })

function listPostgresFaults(
  database: PostgresServer,
  proxy: SlowProxy,
  { stopped, frozen, others }: FaultParts
): Fault[] {
  let cutting: NodeJS.Timeout
  const slow = (delay: number) => () => {
    proxy.delay = delay
  }
  return [
    { name: `database stopped ${stopped} s`, begin: database.stop, end: database.start, seconds: stopped },
    {
      name: `database frozen ${frozen} s`,
      begin: () => database.signal('SIGSTOP'),
      end: () => database.signal('SIGCONT'),
      seconds: frozen
    },
    { name: 'database slow by 500 ms', begin: slow(500), end: slow(0), seconds: others },
    {
      name: 'connections cut, twice a second',
      begin() {
        cutting = setInterval(proxy.cut, 500)
      },
      end: () => clearInterval(cutting),
      seconds: others
    },
    // Twice: all goes on while it lasts, so the recovery that is measured is that of the second time.
    { name: 'connections dead without a word', begin: proxy.silence, end: proxy.silence, seconds: others }
  ]
}

/** What a disk can do to a SQLite file. */
export const sqlite = async (parts: FaultParts): Promise<Outcome[]> => [
  ...(await fullDisk(parts)),
  await held(parts),
  ...(await garbage(parts))
]

/** A small file system of its own, filled up. Making one takes root on Linux; without it this is left out. */
const fullDisk = (parts: FaultParts): Promise<Outcome[]> =>
  inFolder(async folder => {
    const disk = join(folder, 'disk')
    mkdirSync(disk)
    if (spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=24m', 'tmpfs', disk]).status !== 0) {
      const figures = { left: 'out: mounting a small file system takes root on Linux' }
      return [{ name: 'disk full', figures, failures: [] }]
    }
    const ballast = join(disk, 'ballast')
    try {
      const server = await serve({ port: parts.port, dataDir: disk })
      const fault: Fault = {
        name: 'disk full',
        begin: () => fill(ballast),
        end: () => unlinkSync(ballast),
        seconds: parts.others
      }
      const outcome = await suffer(server, fault, parts)
      await server.kill('SIGTERM')
      return [outcome]
    } finally {
      spawnSync('umount', ['-l', disk])
    }
  })

/** Writes until nothing more fits. */
function fill(file: string) {
  for (let piece = 1 << 20; piece >= 512; piece >>= 1) {
    try {
      for (;;) writeFileSync(file, Buffer.alloc(piece, 1), { flag: 'a' })
    } catch {}
  }
}

/** Another program writes in the file and does not come to an end. */
const held = (parts: FaultParts): Promise<Outcome> =>
  inFolder(async folder => {
    const server = await serve({ port: parts.port, dataDir: folder })
    const holder = new Database(join(folder, 'clinic.db'))
    const outcome = await suffer(
      server,
      {
        name: 'file held by another program',
        begin: () => void holder.exec('BEGIN IMMEDIATE'),
        end: () => void holder.exec('ROLLBACK'),
        seconds: parts.others
      },
      parts
    )
    holder.close()
    await server.kill('SIGTERM')
    return outcome
  })

const garbage = (parts: FaultParts): Promise<Outcome[]> =>
  inFolder(async folder => {
    const file = join(folder, 'clinic.db')
    const server = await serve({ port: parts.port, dataDir: folder })
    const common = { end: () => {}, seconds: parts.others, losesAll: true }
    const outcomes: Outcome[] = []
    const faults: Fault[] = [
      {
        ...common,
        name: 'file overwritten by garbage',
        begin() {
          for (const part of ['', '-wal']) writeFileSync(file + part, Buffer.alloc(200_000, 'garbage '))
        }
      },
      { ...common, name: 'file cut to half', begin: () => truncateSync(file, Math.floor(statSync(file).size / 2)) },
      {
        ...common,
        name: 'file replaced by another',
        begin() {
          for (const part of ['', '-wal', '-shm']) rmSync(file + part, { force: true })
          writeFileSync(file, 'no database')
        }
      }
    ]
    for (const fault of faults) outcomes.push(await suffer(server, fault, parts))
    await server.kill('SIGTERM')
    return outcomes
  })
