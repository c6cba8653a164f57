/** The right to write in one conversation. */
export interface Ticket {
  conversationId: string
  token: string
}

/** The server said no: 403 the token has expired, 404 the conversation has ended, 429 too many. */
export class Refused extends Error {
  constructor(
    readonly status: number,
    /** Seconds, of a 429. */
    readonly retryAfter: number,
    /** What the server wants to be said, of a 503: the safety line. */
    readonly said: string | null = null
  ) {
    super(`refused: ${status}`)
  }
}

export interface Batch {
  activities: unknown[]
  watermark: string
}

/** Direct Line 3.0 over HTTP, one function a request; see https://learn.microsoft.com/azure/bot-service/rest-api/bot-framework-rest-direct-line-3-0-concepts */
export interface DirectLine {
  /** A token; with an old ticket, also an expired one, for the same conversation. */
  ticket: (old?: Ticket) => Promise<Ticket>
  begin: (ticket: Ticket) => Promise<Ticket & { streamUrl: string }>
  resume: (ticket: Ticket, watermark: string) => Promise<{ streamUrl: string }>
  since: (ticket: Ticket, watermark: string) => Promise<Batch>
  /** Resolves when the server has stored the message. */
  post: (ticket: Ticket, text: string, clientId: string) => Promise<{ id: string }>
}

// A phone between two masts can hold a request open for minutes; the visitor should hear of it sooner.
const patience = 15_000

async function refusal(response: Response): Promise<Refused> {
  const body = (await response.json().catch(() => null)) as { error?: { message?: unknown } } | null
  const message = response.status === 503 ? body?.error?.message : null
  return new Refused(
    response.status,
    Number(response.headers.get('retry-after')) || 0,
    typeof message === 'string' ? message : null
  )
}

/** `locale`: the language that the visitor reads and writes now. */
export function directLine(server: string, fetch: typeof globalThis.fetch, locale: () => string): DirectLine {
  async function call<T>(path: string, token?: string, body?: unknown): Promise<T> {
    const abort = new AbortController()
    const timer = setTimeout(() => abort.abort(), patience)
    try {
      const response = await fetch(new URL(path, server), {
        method: body === undefined ? 'GET' : 'POST',
        headers: {
          ...(token ? { authorization: `Bearer ${token}` } : {}),
          ...(body === undefined ? {} : { 'content-type': 'application/json' })
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        credentials: 'omit',
        signal: abort.signal
      })
      if (!response.ok) throw await refusal(response)
      return (await response.json()) as T
    } finally {
      clearTimeout(timer)
    }
  }
  const conversation = ({ conversationId }: Ticket) =>
    `v3/directline/conversations/${encodeURIComponent(conversationId)}`
  const from = (watermark: string) => `?watermark=${encodeURIComponent(watermark)}`
  return {
    ticket: old => call('token', undefined, old ?? {}),
    begin: ({ token }) => call('v3/directline/conversations', token, { locale: locale() }),
    resume: (ticket, watermark) => call(conversation(ticket) + from(watermark), ticket.token),
    since: (ticket, watermark) => call(`${conversation(ticket)}/activities${from(watermark)}`, ticket.token),
    post: (ticket, text, clientActivityID) =>
      call(`${conversation(ticket)}/activities`, ticket.token, {
        type: 'message',
        text,
        from: { id: 'visitor' },
        locale: locale(),
        channelData: { clientActivityID }
      })
  }
}
