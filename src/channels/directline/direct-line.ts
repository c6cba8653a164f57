import { randomBytes } from 'node:crypto'
import { type Activity, type ActivityHandler, ActivityTypes } from 'botbuilder'
import { z } from 'zod'
import type { Log } from '../../operations/log.js'
import type { Store } from '../../storage/store.js'
import { type IncomingActivity, readIncoming } from '../incoming.js'
import type { Recorder } from '../recorder.js'
import { Refusal } from '../refusal.js'
import { DirectLineAdapter } from './adapter.js'
import { type Caller, mayEnter, readCaller, refuseToken } from './caller.js'
import { createStreams, type StreamSocket } from './streams.js'
import { createTokens, type TokenHolder } from './token.js'
import {
  activityId,
  bot,
  botActivity,
  channelId,
  readWatermark,
  visitorActivity,
  writeFrom,
  writeGroup
} from './wire.js'

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

const TokenRequest = z.object({ conversationId: z.string().max(200).nullish(), token: z.string().max(2000).nullish() })
const userId = z.string().min(1).max(200)
const Greeting = z.object({ user: z.object({ id: userId.nullish() }).nullish(), locale: z.string().max(100).nullish() })

/**
 * Direct Line 3.0 in our own process, without HTTP: `authorization` is the header as sent, `base` the ws(s) address of
 * this server as the caller sees it. Whatever is turned down is thrown as a `Refusal`.
 */
export function createDirectLine(parts: DirectLineParts) {
  const { store, clock, secret, log } = parts
  const tokens = createTokens(secret)
  const streams = createStreams({ store, clock, log })
  const adapter = new DirectLineAdapter({ store, streams, clock, log })
  const callers = { secret, tokens, clock }

  const issue = ({ conversation, user }: TokenHolder): TokenAnswer => ({
    conversationId: conversation,
    token: tokens.sign('conversation', { conversation, user }, clock(), tokenLife),
    expires_in: tokenLife,
    userId: user
  })

  function describe(holder: TokenHolder, after: number, base: string): ConversationAnswer {
    const { conversationId, token, expires_in } = issue(holder)
    const ticket = tokens.sign('stream', holder, clock(), streamLife)
    const address = `${base}/v3/directline/conversations/${conversationId}/stream`
    return { conversationId, token, expires_in, streamUrl: `${address}?watermark=${after}&t=${ticket}` }
  }

  async function mustExist(conversation: string): Promise<void> {
    if (await store.read(conversation, clock())) return
    throw new Refusal(404, 'ConversationEnded', 'This conversation has ended: start a new one.')
  }

  const enter = (authorization: string | undefined, conversation: string): Caller => {
    const caller = readCaller(callers, authorization)
    mayEnter(caller, conversation)
    return caller
  }

  /** The conversation in which a page may go on: it brings an authentic token of it, and it has not ended. */
  async function resumable(request: unknown): Promise<TokenHolder | undefined> {
    const { data } = TokenRequest.safeParse(request ?? {})
    if (!data?.token) return undefined
    const verified = tokens.verify('conversation', data.token, clock(), parts.retention)
    if (!('holder' in verified)) return undefined
    const { holder } = verified
    if (data.conversationId && data.conversationId !== holder.conversation) return undefined
    return (await store.read(holder.conversation, clock())) ? holder : undefined
  }

  /** One turn through the bot; gives the first sequence number and whether it was a repetition. */
  async function take(activity: Partial<Activity>, own: Partial<Activity>[], holder: TokenHolder, seen: string | null) {
    const { conversation } = holder
    let result: { outcome: 'done' | 'repeated'; first: number } | undefined
    const recorder: Recorder = {
      conversation,
      seen,
      write(answers, first) {
        if (own.length > 0 && first === 1) throw new Error('The conversation was erased under the turn.')
        const now = clock()
        const replyToId = own.length > 0 ? { replyToId: activityId(conversation, first) } : {}
        const dressed = answers.map(answer => ({ ...botActivity(answer, { conversation, now }), ...replyToId }))
        return writeFrom(conversation, first, [...own, ...dressed])
      },
      committed(committed) {
        result = committed
      }
    }
    await adapter.process(activity, recorder, context => parts.bot.run(context))
    if (!result) throw new Refusal(503, 'ServiceUnavailable', parts.safetyLine)
    streams.ring(conversation)
    return result
  }

  /** Begins the conversation: somebody has come, the bot welcomes. Only the first time: the arrival is a seen id. */
  async function begin(holder: TokenHolder, locale: string): Promise<boolean> {
    const arrival = {
      type: ActivityTypes.ConversationUpdate,
      channelId,
      locale,
      membersAdded: [{ id: holder.user, name: '' }],
      from: { id: holder.user, name: '' },
      recipient: { ...bot },
      conversation: { id: holder.conversation } as Activity['conversation']
    }
    const { outcome } = await take(arrival, [], holder, 'arrival')
    if (outcome === 'repeated') await mustExist(holder.conversation)
    return outcome === 'done'
  }

  return {
    streams,

    /** For a page: a new conversation, or the one whose token it brings (expired ones too, within the retention). */
    async issueToPage(request: unknown): Promise<TokenAnswer> {
      return issue((await resumable(request)) ?? { conversation: newId(), user: `dl_${newId()}` })
    },

    /** For a server that holds the secret: a token for a new conversation of the named user. */
    generate(authorization: string | undefined, request: unknown): TokenAnswer {
      if (readCaller(callers, authorization).kind !== 'secret') {
        throw new Refusal(403, 'NeedsSecret', 'Tokens are generated with the secret.')
      }
      return issue({ conversation: newId(), user: readGreeting(request).user?.id ?? `dl_${newId()}` })
    },

    refresh(authorization: string | undefined): TokenAnswer {
      const caller = readCaller(callers, authorization)
      if (caller.kind === 'token') return issue(caller)
      throw new Refusal(400, 'BadArgument', 'A secret needs no refreshing: send a token.')
    },

    /** 201 and a welcome the first time, 200 after that. */
    async start(authorization: string | undefined, request: unknown, base: string) {
      const caller = readCaller(callers, authorization)
      const { user, locale } = readGreeting(request)
      const holder = caller.kind === 'token' ? caller : { conversation: newId(), user: user?.id ?? `dl_${newId()}` }
      const fresh = await begin(holder, locale ?? 'en')
      return { status: fresh ? 201 : 200, body: describe(holder, 0, base) }
    },

    async reconnect(
      authorization: string | undefined,
      conversation: string,
      watermark: string | undefined,
      base: string
    ) {
      const caller = enter(authorization, conversation)
      const after = readWatermark(watermark)
      await mustExist(conversation)
      return describe(caller.kind === 'token' ? caller : { conversation, user: `dl_${newId()}` }, after, base)
    },

    /** Takes what a visitor sends. Answers only when it is safely written, together with the reply. */
    async post(authorization: string | undefined, conversation: string, body: unknown): Promise<{ id: string }> {
      const caller = enter(authorization, conversation)
      const incoming = readIncoming(body)
      await mustExist(conversation)
      const user = caller.kind === 'token' ? caller.user : (incoming.from?.id ?? `dl_${newId()}`)
      const own = visitorActivity(incoming, { conversation, user, now: clock() })
      const seen = readClientId(incoming)
      const id = (first: number) => ({ id: activityId(conversation, first) })

      if (incoming.type === ActivityTypes.Typing) return { id: newId() }
      if (incoming.type !== ActivityTypes.Message && incoming.type !== ActivityTypes.MessageReaction) {
        return id(await adapter.append(conversation, [own], seen))
      }
      const { first } = await take({ ...own, recipient: { ...bot } }, [own], { conversation, user }, seen)
      return id(first)
    },

    /** JSON text: `{activities, watermark}`. */
    async list(
      authorization: string | undefined,
      conversation: string,
      watermark: string | undefined
    ): Promise<string> {
      enter(authorization, conversation)
      const after = readWatermark(watermark)
      await mustExist(conversation)
      return writeGroup(await store.activities(conversation, after, clock()), after)
    },

    upload(authorization: string | undefined, conversation: string): never {
      enter(authorization, conversation)
      throw new Refusal(415, 'NotSupported', 'Files cannot be sent here: please write your question.')
    },

    /** Whether a stream may be opened; throws before any socket is. */
    async admitStream(conversation: string, ticket: string | undefined, watermark: string | undefined) {
      const verified = tokens.verify('stream', ticket ?? '', clock())
      if (!('holder' in verified)) throw refuseToken(verified.refused)
      mayEnter({ kind: 'token', ...verified.holder }, conversation)
      const after = readWatermark(watermark)
      await mustExist(conversation)
      return { open: (socket: StreamSocket) => streams.open(conversation, after, socket) }
    }
  }
}

export type DirectLine = ReturnType<typeof createDirectLine>

const newId = () => randomBytes(16).toString('base64url')

/** Clients name what they send so that a retry is known; Web Chat does it in channelData. */
function readClientId(incoming: IncomingActivity): string | null {
  const named = incoming.channelData?.clientActivityID
  return typeof named === 'string' && named ? named : incoming.id || null
}

function readGreeting(request: unknown): z.infer<typeof Greeting> {
  const parsed = Greeting.safeParse(request ?? {})
  if (parsed.success) return parsed.data
  throw new Refusal(400, 'BadArgument', 'Send nothing, or {"user": {"id": "..."}, "locale": "en"}.')
}
