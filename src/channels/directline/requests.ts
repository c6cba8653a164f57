import { z } from 'zod'
import type { IncomingActivity } from '../incoming.js'
import { Refusal } from '../refusal.js'

const userId = z.string().min(1).max(200)
const Greeting = z.object({ user: z.object({ id: userId.nullish() }).nullish(), locale: z.string().max(100).nullish() })
type Greeting = z.infer<typeof Greeting>

/** What may come with the start of a conversation or the making of a token; nothing at all is fine. */
export function readGreeting(body: unknown): Greeting {
  const parsed = Greeting.safeParse(body ?? {})
  if (parsed.success) return parsed.data
  throw new Refusal(400, 'BadArgument', 'Send nothing, or {"user": {"id": "..."}, "locale": "en"}.')
}

const Resumption = z.object({ conversationId: z.string().max(200).nullish(), token: z.string().min(1).max(2000) })

/** What a page sends to go on; undefined when it sends nothing usable, and so begins anew. */
export const readResumption = (body: unknown): z.infer<typeof Resumption> | undefined => Resumption.safeParse(body).data

/** Clients name what they send so that a retry is known; Web Chat does it in channelData. */
export function readClientId({ channelData, id }: IncomingActivity): string | null {
  const named = typeof channelData?.clientActivityID === 'string' ? channelData.clientActivityID : id
  return named ? `client ${named}` : null
}
