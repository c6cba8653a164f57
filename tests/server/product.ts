import { type ChildProcess, spawn } from 'node:child_process'
import { copyFileSync, existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { dataDir as kept } from '../knowledge/folder.js'

const main = fileURLToPath(new URL('../../src/main.ts', import.meta.url))

export type Environment = Record<string, string | undefined>

/** The product itself in a process of its own, on a free port, and all that it has printed. */
export async function startProduct(folder: string, settings: Environment) {
  // What the other tests learned need not be learned again.
  for (const file of existsSync(kept) ? readdirSync(kept) : [])
    if (file.startsWith('matcher-')) copyFileSync(join(kept, file), join(folder, file))
  const env = { ...process.env, PORT: '0', DATA_DIR: folder, ...settings }
  const child: ChildProcess = spawn(process.execPath, ['--import', 'tsx', main], { env, stdio: 'pipe' })
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
