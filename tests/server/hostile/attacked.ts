import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { assembleAssistant } from '../../../src/assemble.js'
import { openIssuer } from '../../channels/issuer.js'
import { clinic, dataDir as kept, knowledgeDir } from '../../knowledge/folder.js'

export const secret = 'a secret of at least thirty-two bytes'
const megabyte = 1024 * 1024

export interface Look {
  /** Megabytes, after the rubbish was collected. */
  memory: number
  /** Megabytes of living objects. */
  heap: number
  /** Hosts and addresses that the process tried to reach. */
  reached: string[]
}

/** The real server in its own process, with a registration whose issuer stands beside it, and without rate limits. */
export async function openAttacked() {
  const issuer = await openIssuer()
  const folder = mkdtempSync(join(tmpdir(), 'attacked-'))
  const env = {
    PORT: '0',
    DATA_DIR: folder,
    DIRECT_LINE_SECRET: secret,
    ALLOWED_ORIGINS: 'https://shop.example,https://second.example',
    LOG_LEVEL: 'silent'
  }
  // Learned here, once for all tests, and not by each server anew.
  assembleAssistant({ knowledgeDir, clinic, dataDir: kept, publicUrl: 'https://ask.example' })
  cpSync(kept, folder, { recursive: true })
  const settings = JSON.stringify({ env, app: issuer.app })
  const script = fileURLToPath(new URL('attacked-clinic.ts', import.meta.url))
  const child: ChildProcess = fork(script, [settings], {
    execArgv: ['--expose-gc', '--import', 'tsx'],
    stdio: ['ignore', 'ignore', 'ignore', 'ipc']
  })
  const gone = once(child, 'exit').then(([code]) => {
    throw new Error(`the server went down with ${code}`)
  })
  gone.catch(() => {})
  const [{ url }] = (await Promise.race([once(child, 'message'), gone])) as [{ url: string }]

  return {
    url,
    issuer,
    alive: () => child.exitCode === null && child.signalCode === null,
    async look(): Promise<Look> {
      child.send('look')
      const [{ rss, heapUsed, reached }] = (await Promise.race([once(child, 'message'), gone])) as [
        { rss: number; heapUsed: number; reached: string[] }
      ]
      return { memory: rss / megabyte, heap: heapUsed / megabyte, reached }
    },
    async close() {
      child.disconnect()
      await gone.catch(() => {})
      await issuer.close()
      rmSync(folder, { recursive: true, force: true })
    }
  }
}

export type Attacked = Awaited<ReturnType<typeof openAttacked>>
