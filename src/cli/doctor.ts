import { resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { examine } from '../assemble.js'
import { openStore } from '../assemble-store.js'
import { type Config, readConfig } from '../config.js'
import { examineDeployment, tell } from '../doctor/doctor.js'
import { UsageError } from './usage.js'

/** `doctor`: what is wrong with this deployment, in plain words, and what to do. Exit code 1 if anything is. */
export async function doctor(args: string[]): Promise<number> {
  if (args.length > 0) throw new UsageError(`doctor takes nothing more: leave ${args.join(' ')} out`)
  const config = readConfig()
  const findings = await examineDeployment(config, {
    widgetDir: fileURLToPath(new URL('../../dist/widget', import.meta.url)),
    envFile: resolve('.env'),
    readKnowledge: () => examine(config).problems.map(({ file, line, message }) => `${file}:${line}: ${message}`),
    reachDatabase: () => reachDatabase(config),
    now: Date.now(),
    nodeVersion: process.versions.node
  })
  console.log(tell(findings))
  return findings.some(({ kind }) => kind === 'problem') ? 1 : 0
}

async function reachDatabase(config: Config): Promise<void> {
  const { store } = await openStore(config, { onError() {}, onDamage() {} })
  try {
    await store.read('', Date.now())
  } finally {
    await store.close()
  }
}
