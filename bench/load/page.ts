import { WebSocket } from 'ws'
import { type Answer, call } from './call.js'
import type { Ledger } from './ledger.js'

/** A visitor's page, as our widget is one: token, conversation, stream, messages; it reconnects by itself. */
export interface Page {
  id: string
  token: string
  /** Sends a message that was due at a time. Gives the answer, or null when the connection broke. `named`: its id, for sending again. */
  say(text: string, due: number, named?: string): Promise<Answer | null>
  /** Ids of what was acknowledged, by the name it was sent under. */
  acknowledged: Map<string, string>
  /** Names of messages whose answer was heard on the stream. */
  answered: Set<string>
  /** How often each name was heard on the stream. */
  heard: Map<string, number>
  connected(): boolean
  close(): void
}

export interface PageParts {
  /** The address of a server; asked for every call, so it can be any of several replicas. */
  server: () => string
  ledger: Ledger
  /** Tells visitors from each other. */
  number: number
  /** Whether to open a stream. */
  stream?: boolean
}

interface Activity {
  id: string
  replyToId?: string
  from?: { role?: string }
  channelData?: { clientActivityID?: string }
}

let names = 0

export async function openPage({ server, ledger, number, stream = true }: PageParts): Promise<Page> {
  const address = `10.${(number >> 16) & 255}.${(number >> 8) & 255}.${number & 255}`
  const begun = await succeed(() => call('POST', `${server()}/token`, { address }))
  const { conversationId: id, token } = begun.json as { conversationId: string; token: string }
  const at = `/v3/directline/conversations/${id}`
  await succeed(() => call('POST', `${server()}/v3/directline/conversations`, { token, address, body: {} }))

  const due = new Map<string, number>()
  const nameOf = new Map<string, string>()
  const acknowledged = new Map<string, string>()
  const answered = new Set<string>()
  const heard = new Map<string, number>()
  const ids = new Set<string>()
  let watermark = 0
  let last = ''
  let closed = false
  let socket: WebSocket | undefined

  function hear(activity: Activity) {
    if (activity.id.includes('|live-')) return
    if (ids.has(activity.id)) ledger.doubled++
    else if (activity.id < last) ledger.disordered++
    ids.add(activity.id)
    last = activity.id
    const name = activity.channelData?.clientActivityID
    if (name) {
      nameOf.set(activity.id, name)
      heard.set(name, (heard.get(name) ?? 0) + 1)
    }
    const replied = activity.replyToId && nameOf.get(activity.replyToId)
    if (!replied || answered.has(replied)) return
    answered.add(replied)
    ledger.latencies.push(performance.now() - (due.get(replied) ?? 0))
  }

  async function connect(): Promise<void> {
    const base = server()
    const { json } = await succeed(() => call('GET', `${base}${at}?watermark=${watermark}`, { token, address }))
    const { pathname, search } = new URL(String(json.streamUrl))
    const opening = new WebSocket(base.replace('http', 'ws') + pathname + search, {
      headers: { 'x-forwarded-for': address },
      perMessageDeflate: false
    })
    opening.on('message', data => {
      const text = String(data)
      if (!text) return
      const frame = JSON.parse(text) as { activities: Activity[]; watermark?: string }
      for (const activity of frame.activities) hear(activity)
      if (frame.watermark) watermark = Number(frame.watermark)
    })
    opening.on('error', () => {})
    opening.on('close', () => {
      if (socket === opening) socket = undefined
      if (!closed) setTimeout(() => void reconnect(), 100 + Math.random() * 200)
    })
    socket = opening
    await new Promise(resolve => {
      opening.once('open', resolve)
      opening.once('close', resolve)
    })
  }

  async function reconnect(): Promise<void> {
    if (!closed) await connect().catch(() => setTimeout(() => void reconnect(), 300))
  }

  if (stream) await connect()
  return {
    id,
    token,
    acknowledged,
    answered,
    heard,
    connected: () => socket?.readyState === WebSocket.OPEN,
    async say(text, at_, named = `m${++names}`) {
      if (!due.has(named)) due.set(named, at_)
      ledger.sent++
      const body = { type: 'message', text, locale: 'en', channelData: { clientActivityID: named } }
      const began = performance.now()
      const answer = await call('POST', `${server()}${at}/activities`, { token, address, body }).catch(() => null)
      ledger.slowestCall = Math.max(ledger.slowestCall, performance.now() - began)
      if (answer?.status === 200) {
        ledger.acknowledged++
        acknowledged.set(named, String(answer.json.id))
      } else if (answer) ledger.refused++
      else ledger.broken++
      return answer
    },
    close() {
      closed = true
      socket?.close()
    }
  }
}

/** Tries until it goes well; a page does that too. */
async function succeed(work: () => Promise<Answer>): Promise<Answer> {
  for (let attempt = 1; ; attempt++) {
    const answer = await work().catch(() => null)
    if (answer && answer.status < 300) return answer
    if (attempt >= 40) throw new Error(`The server does not take us in: ${answer?.status ?? 'no answer'}.`)
    await new Promise(resolve => setTimeout(resolve, 250))
  }
}
