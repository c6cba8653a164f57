import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { built } from '../built.js'
import { dataDir } from '../knowledge/folder.js'

const root = fileURLToPath(new URL('../../', import.meta.url))

export interface Ran {
  code: number | null
  out: string
  error: string
}

/** Runs the command line as a person does, in its own process. */
export function run(
  args: string[],
  { input = '', env = {} }: { input?: string; env?: Record<string, string> } = {}
): Promise<Ran> {
  const child = spawn(process.execPath, [built('cli/main.js'), ...args], {
    cwd: root,
    env: { ...process.env, DATA_DIR: dataDir, ...env }
  })
  let out = ''
  let error = ''
  child.stdout.on('data', chunk => {
    out += chunk
  })
  child.stderr.on('data', chunk => {
    error += chunk
  })
  child.stdin.end(input)
  return new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('close', code => resolve({ code, out, error }))
  })
}

export function lines(...values: unknown[]): string {
  return values.map(value => JSON.stringify(value)).join('\n')
}
