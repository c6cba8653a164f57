import { randomBytes } from 'node:crypto'
import { type ActivityHandler, ActivityTypes } from 'botbuilder'
import { describeError, type Log } from '../../operations/log.js'
import type { Store } from '../../storage/store.js'
import { type IncomingActivity, readIncoming } from '../incoming.js'
import type { Queue } from '../queue.js'
import { conversationEnded, Refusal } from '../refusal.js'
import { DirectLineAdapter } from './adapter.js'
import { type Caller, type Credentials, isOtherSite, mayEnter, mayUse, readCaller, refuseToken } from './caller.js'
import { readClientId, readGreeting, readResumption } from './requests.js'
import { createStreams, type StreamSocket } from './streams.js'
import { createTokens, type TokenHolder } from './token.js'
import { createTurns } from './turns.js'
import { activityId, readWatermark, visitorActivity, writeGroup } from './wire.js'

/** Seconds. A token can be had anew, a stream's address is used at once. */
export const tokenLife = 1800
export const streamLife = 60

export interface DirectLineParts {
  bot: ActivityHandler
  store: Store
  log: Log
  clock: () => number
  secret: string
  /** Said to a page whose message could not be taken. */
  safetyLine: string
  /** The bot's own: what is written without a turn waits for turns, or they would never get their commit through. */
  queue: Queue
  /** Milliseconds for which a page with an expired token may go on in its conversation. */
  retention: number
}

export interface TokenAnswer {
  conversationId: string
  token: string
  expires_in: number
  userId: string
}

export interface ConversationAnswer extends Omit<TokenAnswer, 'userId'> {
  streamUrl: string
}

/**
 * Direct Line 3.0 in our own process, without HTTP. `base` is the ws(s) address of this server as the caller sees it.
 * Whatever is turned down is thrown as a `Refusal`.
 */
export function createDirectLine({ bot, store, log, clock, secret, safetyLine, queue, retention }: DirectLineParts) {
  const tokens = createTokens(secret)
  const streams = createStreams({ store, clock, log })
  const adapter = new DirectLineAdapter({ store, streams, clock, log })
  const turns = createTurns({ adapter, bot, clock, safetyLine })

  const read = (by: Credentials): Caller => readCaller({ secret, tokens, clock }, by)

  function enter(by: Credentials, conversation: string): Caller {
    const caller = read(by)
    mayEnter(caller, conversation)
    return caller
  }

  const issue = (holder: TokenHolder): TokenAnswer => ({
    conversationId: holder.conversation,
    token: tokens.sign('conversation', holder, clock(), tokenLife),
    expires_in: tokenLife,
    userId: holder.user
  })

  function describe(holder: TokenHolder, after: number, base: string): ConversationAnswer {
    const { conversationId, token, expires_in } = issue(holder)
    const ticket = tokens.sign('stream', holder, clock(), streamLife)
    const address = `${base}/v3/directline/conversations/${conversationId}/stream`
    return { conversationId, token, expires_in, streamUrl: `${address}?watermark=${after}&t=${ticket}` }
  }

  /** A store that fails is no fault of the caller's: an honest 503 that says what a visitor must know. */
  async function withStore<Result>(work: () => Promise<Result>): Promise<Result> {
    try {
      return await work()
    } catch (error) {
      if (error instanceof Refusal) throw error
      log.error({ event: 'direct-line-failed', error: describeError(error) })
      throw new Refusal(503, 'ServiceUnavailable', safetyLine)
    }
  }

  async function mustExist(conversation: string): Promise<void> {
    if (!(await store.read(conversation, clock()))) throw conversationEnded()
  }

  /** The conversation in which a page may go on: it brings an authentic token of it, and it has not ended. */
  async function resumable(request: unknown, origin: string | undefined): Promise<TokenHolder | undefined> {
    const wanted = readResumption(request)
    const verified = wanted && tokens.verify('conversation', wanted.token, clock(), retention)
    if (!verified || !('holder' in verified)) return undefined
    const { holder } = verified
    if (isOtherSite(holder, origin)) return undefined
    if (wanted.conversationId && wanted.conversationId !== holder.conversation) return undefined
    return (await store.read(holder.conversation, clock())) ? holder : undefined
  }

  return {
    streams,

    /** For a page: a new conversation, or the one whose token it brings (expired ones too, within the retention). */
    issueToPage: (request: unknown, origin?: string): Promise<TokenAnswer> =>
      withStore(async () => issue((await resumable(request, origin)) ?? newHolder(null, origin))),

    /** For a server that holds the secret: a token for a new conversation of the user it names. */
    generate(by: Credentials, request: unknown): TokenAnswer {
      if (read(by).kind === 'secret') return issue(newHolder(readGreeting(request).user?.id))
      throw new Refusal(403, 'NeedsSecret', 'Tokens are generated with the secret.')
    },

    refresh(by: Credentials): TokenAnswer {
      const caller = read(by)
      if (caller.kind === 'token') return issue(caller)
      throw new Refusal(400, 'BadArgument', 'A secret needs no refreshing: send a token.')
    },

    /** 201 and a welcome the first time, 200 after that. */
    start: (by: Credentials, request: unknown, base: string) =>
      withStore(async () => {
        const caller = read(by)
        const { user, locale } = readGreeting(request)
        const holder = caller.kind === 'token' ? caller : newHolder(user?.id)
        const fresh = await turns.welcome(holder, locale || 'en')
        if (!fresh) await mustExist(holder.conversation)
        return { status: fresh ? 201 : 200, body: describe(holder, 0, base) }
      }),

    reconnect: (by: Credentials, conversation: string, watermark: string | undefined, base: string) =>
      withStore(async () => {
        const caller = enter(by, conversation)
        const after = readWatermark(watermark)
        await mustExist(conversation)
        return describe(caller.kind === 'token' ? caller : { ...newHolder(), conversation }, after, base)
      }),

    /** Whether this caller may use this conversation; throws the `Refusal` if not. */
    admit: (by: Credentials, conversation: string): void => void enter(by, conversation),

    /** Takes what a visitor sends. Answers only when it is safely written, together with the reply. */
    post: (by: Credentials, conversation: string, body: unknown): Promise<{ id: string }> =>
      withStore(async () => {
        const caller = enter(by, conversation)
        const incoming = readIncoming(body)
        if (incoming.type === ActivityTypes.Typing) {
          await mustExist(conversation)
          return { id: newId() }
        }
        const user = caller.kind === 'token' ? caller.user : (incoming.from?.id ?? newHolder().user)
        const own = visitorActivity(incoming, { conversation, user, now: clock() })
        const seen = readClientId(incoming)
        const first = isTurn(incoming)
          ? await turns.answer(own, conversation, seen)
          : await queue.run(conversation, () => adapter.append(conversation, [own], seen))
        return { id: activityId(conversation, first) }
      }),

    /** JSON text: `{activities, watermark}`. */
    list: (by: Credentials, conversation: string, watermark: string | undefined): Promise<string> =>
      withStore(async () => {
        enter(by, conversation)
        const after = readWatermark(watermark)
        await mustExist(conversation)
        return writeGroup(await store.activities(conversation, after, clock()), after)
      }),

    upload(by: Credentials, conversation: string): never {
      enter(by, conversation)
      throw new Refusal(415, 'NotSupported', 'Files cannot be sent here: please write your question.')
    },

    /** Whether a stream may be opened; throws before any socket is. */
    admitStream: (conversation: string, ticket: string | undefined, watermark: string | undefined, origin?: string) =>
      withStore(async () => {
        const verified = tokens.verify('stream', ticket ?? '', clock())
        if (!('holder' in verified)) throw refuseToken(verified.refused)
        mayUse(verified.holder, origin)
        mayEnter({ kind: 'token', ...verified.holder }, conversation)
        const after = readWatermark(watermark)
        await mustExist(conversation)
        return { open: (socket: StreamSocket) => streams.open(conversation, after, socket) }
      })
  }
}

export type DirectLine = ReturnType<typeof createDirectLine>

/** What else a page sends, such as events, is kept and shown but not answered. */
const isTurn = ({ type, reactionsAdded }: IncomingActivity) =>
  type === ActivityTypes.Message || (type === ActivityTypes.MessageReaction && Boolean(reactionsAdded?.length))

const newId = () => randomBytes(16).toString('base64url')

/** Direct Line's own user ids begin with "dl_". */
const newHolder = (user?: string | null, origin: string | null = null): TokenHolder => ({
  conversation: newId(),
  user: user || `dl_${newId()}`,
  origin
})
