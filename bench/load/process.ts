import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { openSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { InputError } from '../bench-error.js'
import { call } from './call.js'

export const root = fileURLToPath(new URL('../../', import.meta.url))

/** A server under test, in a process of its own. */
export interface Served {
  url: string
  pid: number
  exited(): boolean
  kill(signal: NodeJS.Signals): Promise<void>
}

export interface ServeParts {
  port: number
  dataDir: string
  databaseUrl?: string
  settings?: Record<string, string>
}

/** The product as it is built, with its own limits, as if behind one proxy. Ready when this returns. */
export async function serve({ port, dataDir, databaseUrl, settings = {} }: ServeParts): Promise<Served> {
  const env = {
    ...process.env,
    PORT: String(port),
    DATA_DIR: dataDir,
    TRUST_PROXY: '1',
    LOG_LEVEL: 'warn',
    DRAIN_SECONDS: '0',
    ...(databaseUrl ? { DATABASE_URL: databaseUrl } : {}),
    ...settings
  }
  return start([join(root, 'dist/main.js')], env, `http://127.0.0.1:${port}`, join(dataDir, 'server.log'))
}

/** Starts a script of Node and waits until it is ready. */
export async function start(script: string[], env: NodeJS.ProcessEnv, url: string, log: string): Promise<Served> {
  const out = openSync(log, 'a')
  const child: ChildProcess = spawn(process.execPath, script, { env, cwd: root, stdio: ['ignore', out, out] })
  const exited = () => child.exitCode !== null || child.signalCode !== null
  while (!(await isReady(url))) {
    if (exited()) throw new InputError(`the server under test has ended; its last words are in ${log}`)
    await wait(20)
  }
  return {
    url,
    pid: child.pid!,
    exited,
    async kill(signal) {
      if (exited()) return
      const ended = once(child, 'exit')
      child.kill(signal)
      await ended
    }
  }
}

const isReady = (url: string) =>
  call('GET', `${url}/readyz`, { patience: 2000 }).then(
    ({ status }) => status === 200,
    () => false
  )
