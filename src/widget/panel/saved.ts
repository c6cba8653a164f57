import type { Ticket } from './direct-line.js'

/** What outlives a page: the conversation's id and token, in this tab only. The conversation itself stays on the server. */
export interface Saved {
  read: () => Ticket | null
  write: (ticket: Ticket | null) => void
}

/** In sessionStorage; where that is forbidden (private windows, sandboxed frames), nothing is kept. */
export function savedIn(name: string): Saved {
  const key = `ask-the-clinic ${name}`
  return {
    read() {
      try {
        const found: unknown = JSON.parse(sessionStorage.getItem(key) ?? 'null')
        const { conversationId, token } = (found ?? {}) as Partial<Ticket>
        return typeof conversationId === 'string' && typeof token === 'string' ? { conversationId, token } : null
      } catch {
        return null
      }
    },
    write(ticket) {
      try {
        if (ticket) sessionStorage.setItem(key, JSON.stringify(ticket))
        else sessionStorage.removeItem(key)
      } catch {}
    }
  }
}
