import { createHmac, timingSafeEqual } from 'node:crypto'
import { z } from 'zod'

/** What a token is good for: the calls of one conversation, or opening its stream. */
export type TokenUse = 'conversation' | 'stream'

const Claims = z.object({
  use: z.enum(['conversation', 'stream']),
  conv: z.string().min(1),
  /** The name that Direct Line clients look for. */
  user: z.string().min(1),
  /** The site whose page got it; such a token is of no use to another site. */
  origin: z.string().optional(),
  /** Seconds since 1970. */
  exp: z.int()
})

export interface TokenHolder {
  conversation: string
  user: string
  /** Null: got by a program, not by a page. */
  origin: string | null
}

export type Verified = { holder: TokenHolder } | { refused: 'expired' | 'forged' }

export interface Tokens {
  /** `seconds` from `now` (milliseconds since 1970) it is good. */
  sign(use: TokenUse, holder: TokenHolder, now: number, seconds: number): string
  /** `grace`: milliseconds for which an expired token is still taken. */
  verify(use: TokenUse, token: string, now: number, grace?: number): Verified
}

const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')

/** The one header we write and the only one we take: a token cannot choose its own algorithm ("none"). */
const header = encode({ alg: 'HS256', typ: 'JWT' })

/** JSON Web Tokens, signed with a key that is drawn from the secret, so that no token betrays the secret itself. */
export function createTokens(secret: string): Tokens {
  const key = createHmac('sha256', secret).update('direct-line-tokens').digest()
  const signature = (signed: string) => createHmac('sha256', key).update(signed).digest()

  return {
    sign(use, { conversation, user, origin }, now, seconds) {
      const claims = { use, conv: conversation, user, ...(origin === null ? {} : { origin }) }
      const signed = `${header}.${encode({ ...claims, exp: Math.floor(now / 1000) + seconds })}`
      return `${signed}.${signature(signed).toString('base64url')}`
    },
    verify(use, token, now, grace = 0) {
      const [head, payload, given, ...rest] = token.split('.')
      if (head !== header || !payload || !given || rest.length > 0) return { refused: 'forged' }
      const wanted = signature(`${head}.${payload}`)
      const sent = Buffer.from(given, 'base64url')
      if (sent.length !== wanted.length || !timingSafeEqual(sent, wanted)) return { refused: 'forged' }
      const claims = Claims.safeParse(JSON.parse(Buffer.from(payload, 'base64url').toString()))
      if (!claims.success || claims.data.use !== use) return { refused: 'forged' }
      if (claims.data.exp * 1000 + grace <= now) return { refused: 'expired' }
      const { conv, user, origin = null } = claims.data
      return { holder: { conversation: conv, user, origin } }
    }
  }
}

const digest = (text: string) => createHmac('sha256', 'same length').update(text).digest()

/** Whether two secrets are the same, in a time that tells nothing of where they differ. */
export const sameSecret = (given: string, wanted: string): boolean => timingSafeEqual(digest(given), digest(wanted))
