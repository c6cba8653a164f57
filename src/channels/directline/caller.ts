import { Refusal } from '../refusal.js'
import { sameSecret, type TokenHolder, type Tokens } from './token.js'

/** Who calls: a server that holds the secret, or a page that holds the token of one conversation. */
export type Caller = ({ kind: 'token' } & TokenHolder) | { kind: 'secret' }

export interface CallerParts {
  secret: string
  tokens: Tokens
  clock: () => number
}

/** Reads the Authorization header. 401 without one, 403 for a token that is expired or not ours. */
export function readCaller({ secret, tokens, clock }: CallerParts, authorization: string | undefined): Caller {
  const bearer = /^Bearer +(.+)$/i.exec(authorization ?? '')?.[1]
  if (!bearer) throw new Refusal(401, 'MissingToken', 'Send a Direct Line token in the Authorization header.')
  if (sameSecret(bearer, secret)) return { kind: 'secret' }
  const verified = tokens.verify('conversation', bearer, clock())
  if ('holder' in verified) return { kind: 'token', ...verified.holder }
  throw refuseToken(verified.refused)
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
