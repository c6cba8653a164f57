import { createServer } from 'node:net'
import type { Config } from '../config.js'
import { type Finding, note, problem } from './finding.js'

/** Milliseconds. */
const patience = 5000

/** Asks an address; undefined when nobody answers. */
export async function ask(url: string, init: RequestInit = {}): Promise<Response | undefined> {
  try {
    return await fetch(url, { redirect: 'manual', signal: AbortSignal.timeout(patience), ...init })
  } catch {
    return undefined
  }
}

/** Whether a port of this computer can be had, and whether it is ourselves who have it. */
export async function examinePorts({ host, port, metricsPort }: Config): Promise<Finding[]> {
  const findings: Finding[] = []
  const reason = port === 0 ? undefined : await tryPort(host, port)
  if (reason === 'EADDRINUSE') {
    const home = `http://${host.includes(':') ? `[${host}]` : host}:${port}`
    if (await isUs(home)) findings.push(note(`The assistant is running at ${home}.`, 'Nothing is to be done.'))
    else
      findings.push(
        problem(`Port ${port} is taken by another program.`, 'End that program, or set PORT to a free number.')
      )
  } else if (reason === 'EACCES')
    findings.push(
      problem(
        `Port ${port} is only for the administrator.`,
        'Set PORT to a number above 1023 and put a web server in front.'
      )
    )
  else if (reason)
    findings.push(
      problem(`HOST ${host} is no address of this computer.`, 'Set HOST to 127.0.0.1, and a web server in front.')
    )
  else if (metricsPort && metricsPort !== port && (await tryPort('127.0.0.1', metricsPort)))
    findings.push(problem(`METRICS_PORT ${metricsPort} is taken by another program.`, 'Set it to a free number.'))
  return findings
}

const tryPort = (host: string, port: number) =>
  new Promise<string | undefined>(resolve => {
    const server = createServer()
    server.once('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? 'unknown'))
    server.listen(port, host, () => server.close(() => resolve(undefined)))
  })

async function isUs(home: string): Promise<boolean> {
  const answer = await ask(`${home}/healthz`)
  return answer?.status === 200 && (await answer.text().catch(() => '')).includes('"alive"')
}

/** The way that visitors come: through the web server in front. Only a running assistant can be reached that way. */
export async function examinePublicUrl({ publicUrl, host, port }: Config): Promise<Finding[]> {
  if (!publicUrl.startsWith('https://')) return []
  if (await isUs(publicUrl)) return []
  const running = await isUs(`http://${host === '0.0.0.0' ? '127.0.0.1' : host}:${port}`)
  if (!running) return [note(`${publicUrl} was not tried: the assistant is not running.`, 'Start it and ask again.')]
  return [
    problem(
      `${publicUrl} does not lead to the assistant, although it runs: its name, certificate or web server is wrong.`,
      `Open ${publicUrl}/healthz in a browser: it must show "alive". See docs/running.md for nginx and Caddy.`
    )
  ]
}
