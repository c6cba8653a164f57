import { describe, expect, test, vi } from 'vitest'
import { Connection, type Status } from '../../src/widget/panel/connection.js'
import { type DirectLine, Refused, type Ticket } from '../../src/widget/panel/direct-line.js'
import type { Saved } from '../../src/widget/panel/saved.js'

class FakeSocket {
  onopen: (() => void) | null = null
  onmessage: ((_: { data: unknown }) => void) | null = null
  onclose: ((_: { code: number }) => void) | null = null
  onerror: (() => void) | null = null
  send() {}
  close(code = 1006) {
    this.onclose?.({ code })
  }
}

const message = (id: number) => ({ type: 'message', id: `c|${id}`, from: { role: 'bot' }, text: `${id}` })

/** A conversation `c` on a server that can be broken in all ways. */
function stage(old: Ticket | null = null) {
  const heard: string[] = []
  const statuses: Status[] = []
  const sockets: FakeSocket[] = []
  let kept = old
  const saved: Saved = {
    read: () => kept,
    write: ticket => {
      kept = ticket
    }
  }
  const ticket = { conversationId: 'c', token: 't' }
  const api = {
    ticket: vi.fn(async (from?: Ticket) => from ?? ticket),
    begin: vi.fn(async () => ({ ...ticket, streamUrl: 'ws://s' })),
    resume: vi.fn(async (_: Ticket, _watermark: string) => ({ streamUrl: 'ws://s' })),
    since: vi.fn(async (_: Ticket, _watermark: string) => ({ activities: [] as unknown[], watermark: '' })),
    post: vi.fn(async () => ({ id: 'c|9' }))
  } satisfies DirectLine
  const connection = new Connection({
    api,
    saved,
    openSocket: () => {
      const socket = new FakeSocket()
      sockets.push(socket)
      setTimeout(() => socket.onopen?.())
      return socket as unknown as WebSocket
    },
    isOffline: () => false,
    onMessages: messages => heard.push(...messages.map(({ id }) => id)),
    onStatus: status => statuses.push(status),
    slowest: 5
  })
  const frame = (watermark: string, ...ids: number[]) =>
    sockets.at(-1)!.onmessage!({ data: JSON.stringify({ activities: ids.map(message), watermark }) })
  return { api, connection, heard, statuses, sockets, frame, kept: () => kept }
}

describe('the connection', () => {
  test('begins a conversation and keeps its ticket', async () => {
    const { api, connection, statuses, frame, heard, kept } = stage()
    connection.start()
    await vi.waitFor(() => expect(statuses).toContain('online'))
    frame('1', 0)
    expect(heard).toEqual(['c|0'])
    expect(kept()).toEqual({ conversationId: 'c', token: 't' })
    expect(api.since).not.toHaveBeenCalled()
    connection.stop()
  })

  test('after a break it asks for what came after the last watermark', async () => {
    const { api, connection, statuses, sockets, frame, heard } = stage()
    connection.start()
    await vi.waitFor(() => expect(statuses).toContain('online'))
    await new Promise(resolve => setTimeout(resolve, 5))
    frame('3', 0, 1, 2)
    api.since.mockResolvedValueOnce({ activities: [message(3)], watermark: '4' })
    sockets[0]!.close()
    await vi.waitFor(() => expect(sockets).toHaveLength(2))
    expect(api.since.mock.calls[0]![1]).toBe('3')
    expect(api.resume.mock.calls[0]![1]).toBe('4')
    expect(heard).toEqual(['c|0', 'c|1', 'c|2', 'c|3'])
    connection.stop()
  })

  test('goes on in the saved conversation, from its beginning', async () => {
    const { api, connection, sockets, heard } = stage({ conversationId: 'c', token: 'old' })
    api.since.mockResolvedValueOnce({ activities: [message(0), message(1)], watermark: '2' })
    connection.start()
    await vi.waitFor(() => expect(sockets).toHaveLength(1))
    expect(heard).toEqual(['c|0', 'c|1'])
    expect(api.begin).not.toHaveBeenCalled()
    connection.stop()
  })

  test('begins anew when the saved conversation is gone', async () => {
    const { api, connection, sockets } = stage({ conversationId: 'gone', token: 'old' })
    api.ticket.mockResolvedValueOnce({ conversationId: 'other', token: 'x' })
    connection.start()
    await vi.waitFor(() => expect(sockets).toHaveLength(1))
    expect(api.begin).toHaveBeenCalledOnce()
    connection.stop()
  })

  test('an expired token is renewed once, and the message goes', async () => {
    const { api, connection } = stage()
    connection.start()
    api.post.mockRejectedValueOnce(new Refused(403, 0))
    expect(await connection.send('hello', 'k')).toBe('c|9')
    expect(api.ticket).toHaveBeenLastCalledWith({ conversationId: 'c', token: 't' })
    connection.stop()
  })

  test('429 is waited for, then tried again', async () => {
    const { api, connection } = stage()
    connection.start()
    api.post.mockRejectedValueOnce(new Refused(429, 0.05))
    const start = Date.now()
    await connection.send('hello', 'k')
    expect(Date.now() - start).toBeGreaterThanOrEqual(45)
    connection.stop()
  })

  test('an ended conversation says so and is forgotten', async () => {
    const { api, connection, statuses, kept } = stage()
    connection.start()
    api.post.mockRejectedValueOnce(new Refused(404, 0))
    await expect(connection.send('hello', 'k')).rejects.toThrow()
    expect(statuses.at(-1)).toBe('ended')
    expect(kept()).toBeNull()
  })

  test('a server that is away is tried until it is back', async () => {
    const { api, connection, statuses } = stage()
    api.ticket.mockRejectedValueOnce(new TypeError('fetch failed')).mockRejectedValueOnce(new TypeError('fetch failed'))
    connection.start()
    await vi.waitFor(() => expect(statuses).toContain('online'))
    connection.stop()
  })

  test('a server that stays away is told of; it is tried on', async () => {
    const { api, connection, statuses } = stage()
    api.ticket.mockRejectedValue(new TypeError('fetch failed'))
    connection.start()
    await vi.waitFor(() => expect(statuses).toContain('away'))
    expect(statuses.filter(status => status === 'connecting').length).toBe(3)
    api.ticket.mockResolvedValue({ conversationId: 'c', token: 't' })
    await vi.waitFor(() => expect(statuses.at(-1)).toBe('online'))
    connection.stop()
  })

  test('what is forgotten is not kept by an answer that comes late', async () => {
    const { api, connection, kept } = stage()
    let answer = (_: { conversationId: string; token: string; streamUrl: string }) => {}
    api.begin.mockReturnValueOnce(
      new Promise(resolve => {
        answer = resolve
      })
    )
    connection.start()
    await vi.waitFor(() => expect(api.begin).toHaveBeenCalled())
    connection.forget()
    answer({ conversationId: 'c', token: 't', streamUrl: 'ws://s' })
    await new Promise(resolve => setTimeout(resolve, 5))
    expect(kept()).toBeNull()
  })

  test('a network that changed is not waited for: a new socket at once', async () => {
    const { connection, sockets } = stage()
    connection.start()
    await vi.waitFor(() => expect(sockets).toHaveLength(1))
    await new Promise(resolve => setTimeout(resolve, 5))
    // A dead network: the browser's own close would wait for an answer that never comes.
    sockets[0]!.close = () => {}
    connection.networkChanged()
    await vi.waitFor(() => expect(sockets).toHaveLength(2))
    connection.stop()
  })

  test('two tabs do not fight over the stream', async () => {
    const { connection, sockets } = stage()
    connection.start()
    await vi.waitFor(() => expect(sockets).toHaveLength(1))
    await new Promise(resolve => setTimeout(resolve, 5))
    sockets[0]!.close(4001)
    await new Promise(resolve => setTimeout(resolve, 40))
    expect(sockets).toHaveLength(1)
    connection.wake()
    await vi.waitFor(() => expect(sockets).toHaveLength(2))
    connection.stop()
  })
})
