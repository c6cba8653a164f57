import { createSign, generateKeyPairSync, randomUUID } from 'node:crypto'
import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { clouds } from '../../src/channels/clouds.js'
import type { AppSettings } from '../../src/channels/registration.js'

const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')
export const appId = '00000000-0000-4000-8000-000000000001'

/** A web server on this computer, on any free port. */
export async function listen(answer: RequestListener) {
  const server = createServer(answer)
  await new Promise<void>(ready => server.listen(0, '127.0.0.1', ready))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise<void>(done => {
        server.closeAllConnections()
        server.close(() => done())
      })
  }
}

/**
 * What stands behind Teams: an issuer of tokens with a key pair of its own, and its public key where a bot looks for it.
 * `keysAway`: the address of the keys answers with 500. Another `issuer` and `cloud` each time: botbuilder keeps keys a day.
 */
export async function openIssuer() {
  const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  const stranger = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey
  const kid = randomUUID()
  const state = { keysAway: false, asked: 0 }
  const server = await listen((request, response) => {
    state.asked++
    response.statusCode = state.keysAway ? 500 : 200
    const keys = [{ ...publicKey.export({ format: 'jwk' }), kid, use: 'sig', endorsements: ['msteams', 'webchat'] }]
    response.end(JSON.stringify(request.url === '/keys' ? { keys } : { jwks_uri: `${server.url}/keys` }))
  })
  const serviceUrl = `${server.url}/connector/`
  const cloud = {
    ...clouds.public,
    issuer: 'https://issuer.example',
    openIdMetadata: `${server.url}/openid`,
    emulatorOpenIdMetadata: `${server.url}/openid-emulator`,
    serviceHosts: [server.url]
  }

  /** A token as Teams brings it, with what is to be wrong with it. */
  function token(claims: object = {}, header: object = {}, key = privateKey): string {
    const now = Math.floor(Date.now() / 1000)
    const whole = {
      iss: cloud.issuer,
      aud: appId,
      serviceurl: serviceUrl,
      iat: now,
      nbf: now - 60,
      exp: now + 600,
      ...claims
    }
    const signed = `${encode({ alg: 'RS256', typ: 'JWT', kid, ...header })}.${encode(whole)}`
    return `${signed}.${createSign('RSA-SHA256').update(signed).sign(key).toString('base64url')}`
  }

  const app: AppSettings = { id: appId, type: 'SingleTenant', tenantId: appId, password: 'a password', cloud }
  const unsigned = () => `${encode({ alg: 'none', typ: 'JWT', kid })}.${token().split('.')[1]}.`
  return { ...server, app, state, serviceUrl, token, unsigned, forged: (claims = {}) => token(claims, {}, stranger) }
}
