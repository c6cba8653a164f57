import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { built } from '../built.js'

/** A port that is free now. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as { port: number }
  server.close()
  await once(server, 'close')
  return port
}

/** The built product as a process of its own, so that it can be killed like one. */
export class Clinic {
  readonly url: string
  #port: number
  #folder = mkdtempSync(join(tmpdir(), 'clinic-'))
  #environment: Record<string, string>
  #child: ChildProcess | null = null

  private constructor(port: number, environment: Record<string, string>) {
    this.#port = port
    this.#environment = environment
    this.url = `http://127.0.0.1:${port}`
  }

  static async open(environment: Record<string, string> = {}): Promise<Clinic> {
    const clinic = new Clinic(await freePort(), environment)
    await clinic.start()
    return clinic
  }

  /** Starts, or starts again on the same port with the same data. */
  async start(): Promise<void> {
    const child = spawn(process.execPath, [built('main.js')], {
      env: { ...process.env, ...this.#environment, PORT: String(this.#port), DATA_DIR: this.#folder },
      stdio: ['ignore', 'ignore', 'pipe']
    })
    this.#child = child
    let said = ''
    child.stderr?.on('data', chunk => {
      said += chunk
    })
    for (let waited = 0; waited < 20_000; waited += 50) {
      if (child.exitCode !== null) throw new Error(`The server ended with ${child.exitCode}: ${said}`)
      if (
        await fetch(`${this.url}/readyz`).then(
          ({ ok }) => ok,
          () => false
        )
      )
        return
      await new Promise(next => setTimeout(next, 50))
    }
    throw new Error(`The server was not ready in 20 s: ${said}`)
  }

  /** kill -9: no farewell, no last write. */
  async kill(): Promise<void> {
    const child = this.#child
    if (!child || child.exitCode !== null || child.signalCode !== null) return
    child.kill('SIGKILL')
    await once(child, 'exit')
  }

  async close(): Promise<void> {
    await this.kill()
    rmSync(this.#folder, { recursive: true, force: true })
  }
}
