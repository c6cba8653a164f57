import { type ChildProcess, spawn } from 'node:child_process'
import { setTimeout as wait } from 'node:timers/promises'
import { built } from '../built.js'

export type Environment = Record<string, string | undefined>

/** The product itself in a process of its own, on a free port, and all that it has printed. */
export async function startProduct(folder: string, settings: Environment) {
  const env = { ...process.env, PORT: '0', DATA_DIR: folder, ...settings }
  const child: ChildProcess = spawn(process.execPath, [built('main.js')], { env, stdio: 'pipe' })
  let printed = ''
  for (const stream of [child.stdout!, child.stderr!])
    stream.on('data', data => {
      printed += data
    })
  for (let waited = 0; waited < 600; waited++) {
    const [, url] = /ready: (\S+)/.exec(printed) ?? []
    if (url) return { child, url, env, printed: () => printed }
    if (child.exitCode !== null) break
    await wait(100)
  }
  child.kill('SIGKILL')
  throw new Error(`The product did not start: ${printed}`)
}
