import type { Emit } from '../handshake.js'
import { Connection, type Status } from './connection.js'
import { directLine, Refused } from './direct-line.js'
import { advance, type Log, type LogEvent } from './log.js'
import { savedIn } from './saved.js'
import { loadSettings, type Settings } from './settings.js'

/** All that the panel draws. */
export interface ChatState {
  settings: Settings | 'loading' | 'failed'
  status: Status
  log: Log
  /** False until the messages of before a reload are back: they are not news to a screen reader. */
  restored: boolean
}

export interface ChatOptions {
  base: string
  /** Of the tag: which clinic the page expects here, and the language; the latter may change. */
  options: { clinic?: string; locale?: string }
  emit: Emit
  onChange: () => void
}

/** The conversation behind the panel: keeps the state, talks to the connection, tells who draws. */
export class Chat {
  state: ChatState = { settings: 'loading', status: 'connecting', log: [], restored: false }
  #options: ChatOptions
  #connection: Connection
  #ended = new AbortController()

  constructor(options: ChatOptions) {
    this.#options = options
    this.#connection = this.#connect()
    this.loadSettings()
    const { signal } = this.#ended
    addEventListener('online', () => this.#connection.networkChanged(), { signal })
    document.addEventListener('visibilitychange', () => document.hidden || this.#connection.wake(), { signal })
    addEventListener(
      'offline',
      () => {
        this.#set({ status: 'offline' })
        this.#connection.networkChanged()
      },
      { signal }
    )
  }

  loadSettings(): void {
    const { base, options } = this.#options
    if (this.state.settings === 'failed') this.#set({ settings: 'loading' })
    loadSettings({ base, clinic: options.clinic, locale: this.#locale() }, fetch.bind(window)).then(
      settings => this.#set({ settings }),
      // Words in the language of before are better than none.
      () => this.state.settings === 'loading' && this.#set({ settings: 'failed' })
    )
  }

  /** The first opening begins the conversation: whoever only passes by costs nothing and leaves nothing. */
  open(): void {
    if (this.state.status !== 'ended') this.#connection.start()
  }

  send(text: string): void {
    const key = crypto.getRandomValues(new Uint32Array(4)).join('-')
    this.#log({ kind: 'typed', key, text, at: Date.now() })
    this.#deliver(key, text)
    this.#options.emit('sent')
  }

  /** Sends a message again with its first mark, so that the server drops it when it already has it. */
  retry(key: string): void {
    const line = this.state.log.find(found => found.key === key)
    if (!line) return
    this.#log({ kind: 'again', key })
    this.#connection.start()
    this.#deliver(key, line.text)
  }

  startAgain(): void {
    this.#connection.forget()
    this.#set({ log: [], status: 'connecting', restored: true })
    this.#connection = this.#connect()
    this.#connection.start()
  }

  destroy(): void {
    this.#ended.abort()
    this.#connection.stop()
  }

  #locale(): string {
    return this.#options.options.locale ?? 'en-GB'
  }

  #deliver(key: string, text: string): void {
    this.#connection.send(text, key).then(
      id => this.#log({ kind: 'stored', key, id }),
      error => {
        const refused = error instanceof Refused ? error : null
        this.#log({ kind: 'failed', key, said: refused?.said ?? null, tooMany: refused?.status === 429 })
      }
    )
  }

  #connect(): Connection {
    const server = new URL('..', this.#options.base).href
    const connection: Connection = new Connection({
      api: directLine(server, fetch.bind(window), () => this.#locale()),
      saved: savedIn(server),
      openSocket: url => new WebSocket(new URL(url, server.replace(/^http/, 'ws'))),
      isOffline: () => !navigator.onLine,
      // A connection that was given up may still have a word to say; it is not about the present conversation.
      onMessages: messages => connection === this.#connection && this.#log({ kind: 'received', messages }),
      onStatus: status =>
        connection === this.#connection && this.#set({ status, restored: this.state.restored || status === 'online' })
    })
    return connection
  }

  #log(event: LogEvent): void {
    const known = this.state.log.length
    this.#set({ log: advance(this.state.log, event) })
    if (!this.state.restored) return
    for (const line of this.state.log.slice(known)) {
      if (line.kind !== 'reply') continue
      this.#options.emit('reply')
      const to = line.reply?.handoff?.to
      if (to) this.#options.emit('handoff', { to })
    }
  }

  #set(change: Partial<ChatState>): void {
    this.state = { ...this.state, ...change }
    this.#options.onChange()
  }
}
