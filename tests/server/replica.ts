import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { WebSocket } from 'ws'

/** A fake clinic in a process of its own. */
export interface Replica {
  child: ChildProcess
  url: string
}

export async function startReplica(folder: string, databaseUrl?: string): Promise<Replica> {
  return startClinic('killed-clinic.ts', folder, ...(databaseUrl ? [databaseUrl] : []))
}

/** Runs one of the clinics of this folder that print their address. */
export async function startClinic(file: string, ...given: string[]): Promise<Replica> {
  const args = ['--import', 'tsx', fileURLToPath(new URL(file, import.meta.url)), ...given]
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] })
  const [data] = await once(child.stdout!, 'data')
  return { child, url: String(data).trim() }
}

export async function post(url: string, token?: string, body?: object) {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(token ? { authorization: `Bearer ${token}` } : {}) },
    ...(body ? { body: JSON.stringify(body) } : {})
  })
  return { status: response.status, json: await response.json() }
}

interface Heard {
  id: string
  text: string
  at: number
}

/** Reads a conversation's stream at one replica, from a watermark on. */
export async function listen(replica: Replica, conversation: string, token: string, heard: Heard[], watermark = 0) {
  const at = `${replica.url}/v3/directline/conversations/${conversation}?watermark=${watermark}`
  const answer = await fetch(at, { headers: { authorization: `Bearer ${token}` } })
  const { streamUrl } = (await answer.json()) as { streamUrl: string }
  const { pathname, search } = new URL(streamUrl)
  const socket = new WebSocket(`${replica.url.replace('http', 'ws')}${pathname}${search}`)
  socket.on('error', () => {})
  socket.on('message', data => {
    const text = String(data)
    if (!text) return
    // "Typing" is shown to those who wait, and is not kept.
    const kept = JSON.parse(text).activities.filter(({ id }: Heard) => !id.includes('|live-'))
    for (const activity of kept) heard.push({ ...activity, at: performance.now() })
  })
  await once(socket, 'open')
  return socket
}
