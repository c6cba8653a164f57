import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { openPostgres } from '../../tests/storage/postgres-server.js'
import { call } from './call.js'
import { newLedger, quantile } from './ledger.js'
import { countHeardTwice, openMany, pace, settle } from './pace.js'
import { openPage } from './page.js'
import { root, type Served, serve, start } from './process.js'
import { usageOf } from './usage.js'

export interface LoadParts {
  /** The first of the ports that may be used. */
  port: number
  conversations: number
  rate: number
  seconds: number
  idle: number
  idleRate: number
  idleSeconds: number
  replicaRate: number
  replicaSeconds: number
  peerSeconds: number
  questions: string[]
  say: (progress: string) => void
}

export interface Measured {
  name: string
  /** Everything that a line of the table shows, and more. Times in milliseconds, memory in megabytes. */
  figures: Record<string, number>
}

const round = (value: number) => Math.round(value * 10) / 10

async function inFolder<Result>(work: (folder: string) => Promise<Result>): Promise<Result> {
  const folder = mkdtempSync(join(tmpdir(), 'load-'))
  try {
    return await work(folder)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

interface SteadyParts extends LoadParts {
  name: string
  servers: Served[]
  /** How many pages with streams, and how many of them write. */
  open: number
  writing: number
  seconds: number
  rate: number
  /** Something that happens half-way. */
  disturb?: () => Promise<void>
}

/** Opens the pages, sends at the rate, counts. */
async function steady({
  name,
  servers,
  open,
  writing,
  rate,
  seconds,
  questions,
  say,
  disturb
}: SteadyParts): Promise<Measured> {
  const ledger = newLedger()
  const alive = () => servers.filter(server => !server.exited())
  const server = () => {
    const choice = alive()
    return choice[Math.floor(Math.random() * choice.length)]!.url
  }
  const pages = await openMany(open, 24, async index => {
    if (index % 200 === 0) say(`${name}: ${index} of ${open} pages open`)
    return openPage({ server, ledger, number: index })
  })
  await wait(1000)
  const memories: number[] = []
  const memory = () => Math.max(...alive().map(({ pid }) => usageOf(pid).memory))
  const cpu = () => alive().reduce((sum, { pid }) => sum + usageOf(pid).cpu, 0)
  const cpuBefore = cpu()
  await pace({
    pages: pages.slice(0, writing),
    rate,
    seconds,
    questions,
    everySecond: second => {
      if (disturb && second === Math.floor(seconds / 2)) void disturb()
      if (second % 5 !== 0) return
      memories.push(memory())
      const p99 = quantile(ledger.latencies, 0.99)
      say(
        `${name}: second ${second} of ${seconds}, ${ledger.sent} sent, ${ledger.acknowledged} taken, p99 ${round(p99)} ms`
      )
    }
  })
  const lost = await settle(pages)
  // What a killed server had used, nobody can say any more.
  const cpuUsed = disturb
    ? {}
    : { 'CPU ms/message': Math.round(((cpu() - cpuBefore) / ledger.acknowledged) * 100) / 100 }
  const figures = {
    'open pages': open,
    'messages/s': rate,
    seconds,
    sent: ledger.sent,
    acknowledged: ledger.acknowledged,
    refused: ledger.refused,
    broken: ledger.broken,
    lost,
    doubled: countHeardTwice(pages, ledger),
    disordered: ledger.disordered,
    p50: round(quantile(ledger.latencies, 0.5)),
    p95: round(quantile(ledger.latencies, 0.95)),
    p99: round(quantile(ledger.latencies, 0.99)),
    max: round(quantile(ledger.latencies, 1)),
    'slowest call': round(ledger.slowestCall),
    ...cpuUsed,
    'MB first quarter': round(quantile(memories.slice(0, Math.ceil(memories.length / 4)), 1)),
    'MB at end': round(memories.at(-1) ?? Number.NaN),
    'MB most': round(quantile(memories, 1))
  }
  for (const page of pages) page.close()
  return { name, figures }
}

/** Many conversations at a steady rate on one process with SQLite. */
export const conversations = (parts: LoadParts) =>
  inFolder(async folder => {
    const server = await serve({ port: parts.port, dataDir: folder })
    const { conversations: open, rate, seconds } = parts
    const measured = await steady({ ...parts, name: 'SQLite', servers: [server], open, writing: open, rate, seconds })
    await server.kill('SIGTERM')
    return [measured]
  })

/** Ten thousand pages that only listen, while some write. */
export const idle = (parts: LoadParts) =>
  inFolder(async folder => {
    const server = await serve({ port: parts.port, dataDir: folder })
    const { idle: open, idleRate: rate, idleSeconds: seconds } = parts
    const writing = Math.min(500, open)
    const measured = await steady({ ...parts, name: 'idle sockets', servers: [server], open, writing, rate, seconds })
    await server.kill('SIGTERM')
    return [measured]
  })

/** Three replicas on PostgreSQL; every call goes to any of them. In a second run one of them is killed half-way. */
export const replicas = (parts: LoadParts) =>
  inFolder(async folder => {
    const database = await openPostgres()
    try {
      const databaseUrl = await database.database('load')
      const starting = [0, 1, 2].map(index => serve({ port: parts.port + index, dataDir: folder, databaseUrl }))
      const servers = await Promise.all(starting)
      const { conversations: open, replicaRate: rate, replicaSeconds: seconds } = parts
      const common = { ...parts, servers, open: Math.min(open, 1000), writing: Math.min(open, 1000), rate, seconds }
      const calm = await steady({ ...common, name: '3 replicas' })
      const across = await measureAcross(servers, parts)
      const killed = await steady({ ...common, name: '3, one killed', disturb: () => servers[2]!.kill('SIGKILL') })
      await Promise.all(servers.map(server => server.kill('SIGTERM')))
      return [{ ...calm, figures: { ...calm.figures, ...across } }, killed]
    } finally {
      await database.close()
    }
  })

/** From the acknowledgement by replica A until the answer is heard on the socket at replica B. */
async function measureAcross([a, b]: Served[], { questions, say }: LoadParts) {
  const ledger = newLedger()
  let opening = true
  const server = () => (opening ? b!.url : a!.url)
  const pages = await openMany(50, 10, index => openPage({ server, ledger, number: 90_000 + index }))
  opening = false
  const times: number[] = []
  for (let count = 0; count < 400; count++) {
    const page = pages[count % pages.length]!
    const name = `across-${count}`
    const began = performance.now()
    const answer = await page.say(questions[count % questions.length]!, began, name)
    const taken = performance.now()
    while (answer?.status === 200 && !page.answered.has(name) && performance.now() - taken < 5000) await wait(1)
    times.push(performance.now() - taken)
    if (count % 50 === 0) say(`across replicas: ${count} of 400`)
  }
  for (const page of pages) page.close()
  return { 'across p50': round(quantile(times, 0.5)), 'across p99': round(quantile(times, 0.99)) }
}

/** As many messages as it can take from 64 visitors who each write again as soon as they were answered. */
async function flood(pid: number, seconds: number, send: (visitor: number, count: number) => Promise<boolean>) {
  let done = 0
  let failed = 0
  const times: number[] = []
  const began = performance.now()
  const { cpu } = usageOf(pid)
  await Promise.all(
    Array.from({ length: 64 }, async (_, visitor) => {
      for (let count = 0; performance.now() - began < seconds * 1000; count++) {
        const sent = performance.now()
        if (await send(visitor, count)) done++
        else failed++
        times.push(performance.now() - sent)
      }
    })
  )
  return {
    'messages/s': round(done / ((performance.now() - began) / 1000)),
    failed,
    p50: round(quantile(times, 0.5)),
    p99: round(quantile(times, 0.99)),
    'CPU ms/message': Math.round(((usageOf(pid).cpu - cpu) / done) * 100) / 100
  }
}

/** So many conversations that nobody writes faster than our limit for one (30 messages in 15 seconds) lets them. */
const visited = 2000

/** Ours with all that it does, ours with a core that only echoes, and a bare echo bot, by turns in the same run. */
export const peer = (parts: LoadParts) =>
  inFolder(async folder => {
    const { port, peerSeconds: seconds, questions, say } = parts
    const script = (name: string, ...args: string[]) => ['--import', 'tsx', join(root, 'bench/load', name), ...args]
    const ours = await serve({ port, dataDir: folder })
    const [clinicUrl, echoUrl] = [1, 2].map(more => `http://127.0.0.1:${port + more}`) as [string, string]
    const clinicArgs = script('echo-clinic.ts', join(folder, 'echo'), String(port + 1))
    const clinic = await start(clinicArgs, process.env, clinicUrl, join(folder, 'clinic.log'))
    const echo = await start(script('echo-bot.ts', String(port + 2)), process.env, echoUrl, join(folder, 'echo.log'))

    async function openSender(server: Served) {
      const ledger = newLedger()
      const pages = await openMany(visited, 24, index =>
        openPage({ server: () => server.url, ledger, number: index, stream: index < 300 })
      )
      const send = async (visitor: number, count: number) => {
        const page = pages[(visitor + 64 * count) % pages.length]!
        return (await page.say(questions[(visitor + count) % questions.length]!, performance.now()))?.status === 200
      }
      return { server, send, close: () => pages.forEach(page => void page.close()) }
    }

    const echoSend = async (visitor: number, count: number) => {
      const body = {
        type: 'message',
        id: `${visitor}-${count}`,
        text: questions[(visitor + count) % questions.length],
        channelId: 'emulator',
        serviceUrl: 'http://127.0.0.1:9',
        deliveryMode: 'expectReplies',
        conversation: { id: `c${(visitor + 64 * count) % visited}` },
        from: { id: 'u' },
        recipient: { id: 'b' }
      }
      return (await call('POST', `${echoUrl}/api/messages`, { body }).catch(() => null))?.status === 200
    }

    const senders = [
      { name: 'flood: ours', ...(await openSender(ours)) },
      { name: 'flood: ours, echoing core', ...(await openSender(clinic)) },
      { name: 'flood: bare echo bot', server: echo, send: echoSend, close: () => {} }
    ]
    for (const { server, send } of senders) await flood(server.pid, 2, send)
    const rounds = senders.map((): Awaited<ReturnType<typeof flood>>[] => [])
    for (let round = 1; round <= 3; round++) {
      say(`beside the echo bot: round ${round} of 3`)
      for (const [index, { server, send }] of senders.entries())
        rounds[index]!.push(await flood(server.pid, seconds, send))
    }
    for (const { server, close } of senders) {
      close()
      await server.kill('SIGKILL')
    }
    const middles = rounds.map(list => [...list].sort((a, b) => a['messages/s'] - b['messages/s'])[1]!)
    const share = (figures: (typeof middles)[number]) =>
      Math.round((figures['messages/s'] / middles[2]!['messages/s']) * 100) / 100
    return senders.map(({ name }, index) => ({
      name,
      figures: { ...middles[index]!, 'of the echo bot': share(middles[index]!) }
    }))
  })
