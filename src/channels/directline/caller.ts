import { Refusal } from '../refusal.js'
import { sameSecret, type TokenHolder, type Tokens } from './token.js'

/** Who calls: a server that holds the secret, or a page that holds the token of one conversation. */
export type Caller = ({ kind: 'token' } & TokenHolder) | { kind: 'secret' }

/** What a request says about its sender: its Authorization header and, if a page sent it, the page's origin. */
export interface Credentials {
  authorization?: string | undefined
  origin?: string | undefined
}

export interface CallerParts {
  secret: string
  tokens: Tokens
  clock: () => number
}

/** 401 without a token, 403 for one that is expired, not ours, or another site's. */
export function readCaller({ secret, tokens, clock }: CallerParts, { authorization, origin }: Credentials): Caller {
  const bearer = /^Bearer +(.+)$/i.exec(authorization ?? '')?.[1]
  if (!bearer) throw new Refusal(401, 'MissingToken', 'Send a Direct Line token in the Authorization header.')
  if (sameSecret(bearer, secret)) return { kind: 'secret' }
  const verified = tokens.verify('conversation', bearer, clock())
  if (!('holder' in verified)) throw refuseToken(verified.refused)
  mayUse(verified.holder, origin)
  return { kind: 'token', ...verified.holder }
}

/** Browsers name the origin of every request but a same-origin GET, so one without a name is no other site's. */
export const isOtherSite = (holder: TokenHolder, origin: string | undefined): boolean =>
  holder.origin !== null && origin !== undefined && holder.origin !== origin

export function mayUse(holder: TokenHolder, origin: string | undefined): void {
  if (isOtherSite(holder, origin)) throw new Refusal(403, 'WrongOrigin', 'This token was given to another site.')
}

export const refuseToken = (reason: 'expired' | 'forged'): Refusal =>
  reason === 'expired'
    ? new Refusal(403, 'TokenExpired', 'This token has expired: get a new one.')
    : new Refusal(403, 'BadToken', 'This token is not valid here.')

/** A token opens its own conversation and no other. */
export function mayEnter(caller: Caller, conversation: string): void {
  if (caller.kind === 'token' && caller.conversation !== conversation) {
    throw new Refusal(403, 'WrongConversation', 'This token is for another conversation.')
  }
}
