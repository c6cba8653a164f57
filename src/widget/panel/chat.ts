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

/** The conversation behind the panel: keeps the state, talks to the connection, tells who draws. */
export class Chat {
  state: ChatState = { settings: 'loading', status: 'connecting', log: [], restored: false }
  #base: string
  #onChange = () => {}
  #connection: Connection

  constructor(base: string) {
    this.#base = base
    this.#connection = this.#connect()
    this.loadSettings()
    addEventListener('online', () => this.#connection.networkChanged())
    document.addEventListener('visibilitychange', () => document.hidden || this.#connection.wake())
    addEventListener('offline', () => {
      this.#set({ status: 'offline' })
      this.#connection.networkChanged()
    })
  }

  /** Who draws is told here. */
  set onChange(listener: () => void) {
    this.#onChange = listener
  }

  loadSettings(): void {
    this.#set({ settings: 'loading' })
    loadSettings(this.#base, fetch.bind(window)).then(
      settings => this.#set({ settings }),
      () => this.#set({ settings: 'failed' })
    )
  }

  /** The first opening begins the conversation: whoever only passes by costs nothing and leaves nothing. */
  open(): void {
    if (this.state.status !== 'ended') this.#connection.start()
  }

  send(text: string): void {
    const key = crypto.getRandomValues(new Uint32Array(4)).join('-')
    this.#log({ kind: 'typed', key, text })
    this.#deliver(key, text)
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
    this.#set({ log: [], status: 'connecting', restored: true })
    this.#connection = this.#connect()
    this.#connection.start()
  }

  #deliver(key: string, text: string): void {
    this.#connection.send(text, key).then(
      id => this.#log({ kind: 'stored', key, id }),
      error => this.#log({ kind: 'failed', key, said: error instanceof Refused ? error.said : null })
    )
  }

  #connect(): Connection {
    const server = new URL('..', this.#base).href
    const connection = new Connection({
      api: directLine(server, fetch.bind(window)),
      saved: savedIn(server),
      openSocket: url => new WebSocket(new URL(url, server.replace(/^http/, 'ws'))),
      isOffline: () => !navigator.onLine,
      onMessages: messages => this.#log({ kind: 'received', messages }),
      // A connection that was given up may still have a word to say; it is not about the present conversation.
      onStatus: status =>
        connection === this.#connection && this.#set({ status, restored: this.state.restored || status === 'online' })
    })
    return connection
  }

  #log(event: LogEvent): void {
    this.#set({ log: advance(this.state.log, event) })
  }

  #set(change: Partial<ChatState>): void {
    this.state = { ...this.state, ...change }
    this.#onChange()
  }
}
