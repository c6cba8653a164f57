import type { Activity } from 'botbuilder'
import {
  CloudAdapter,
  ConfigurationBotFrameworkAuthentication,
  ConfigurationServiceClientCredentialFactory,
  type InvokeResponse,
  type TurnContext
} from 'botbuilder'
import { type Cloud, signInUrl } from './clouds.js'
import { inTime } from './in-time.js'
import { Refusal } from './refusal.js'

/** The bot's registration at Azure, as the settings give it. */
export interface AppSettings {
  id: string
  type: 'SingleTenant' | 'UserAssignedMSI' | 'MultiTenant'
  tenantId: string
  password: string
  cloud: Cloud
}

/** Milliseconds for fetching the channels' keys, which happens once a day. */
const patience = 10_000

/** Who sends an activity is proved first, so that what fails there and what fails further in are told apart. */
export class RegisteredAdapter extends CloudAdapter {
  constructor(app: AppSettings | null) {
    super(app ? readSettings(app) : new ConfigurationBotFrameworkAuthentication())
  }

  /** `CloudAdapter.process` writes inner errors to the client and the console; this goes round it. */
  async answer(authorization: string, activity: Activity, logic: (context: TurnContext) => Promise<void>) {
    const sender = await this.prove(authorization, activity)
    return (await this.processActivity(sender, activity, logic)) as InvokeResponse | undefined
  }

  private async prove(authorization: string, activity: Activity) {
    // A second way in with issuers of its own, for a channel that we do not serve.
    if (activity.channelId === 'AseChannel') throw badToken()
    try {
      const proof = this.botFrameworkAuthentication.authenticateRequest(activity, authorization)
      return await inTime(proof, patience, unreachable)
    } catch (error) {
      throw isUnreachable(error) ? unreachable() : badToken()
    }
  }
}

const badToken = () => new Refusal(401, 'BadToken', 'The token of this request is not valid here.')
const unreachable = () =>
  new Refusal(503, 'ServiceUnavailable', 'The sender cannot be checked just now: try again later.')

/** The keys could not be had: no connection (node-fetch's FetchError), or an answer that is no list of keys. */
const isUnreachable = (error: unknown): boolean =>
  error instanceof Refusal ||
  (error instanceof Error &&
    (error.name === 'FetchError' || ('statusCode' in error && Number(error.statusCode) >= 500)))

function readSettings({ id, type, tenantId, password, cloud }: AppSettings): ConfigurationBotFrameworkAuthentication {
  const settings = { MicrosoftAppId: id, MicrosoftAppType: type, MicrosoftAppTenantId: tenantId }
  const secret = type === 'UserAssignedMSI' ? {} : { MicrosoftAppPassword: password }
  return new ConfigurationBotFrameworkAuthentication(
    {
      ToChannelFromBotLoginUrl: signInUrl({ type, tenantId, cloud }),
      ToChannelFromBotOAuthScope: cloud.scope,
      ToBotFromChannelTokenIssuer: cloud.issuer,
      ToBotFromChannelOpenIdMetadataUrl: cloud.openIdMetadata,
      ToBotFromEmulatorOpenIdMetadataUrl: cloud.emulatorOpenIdMetadata,
      OAuthUrl: cloud.oAuthUrl,
      CallerId: cloud.callerId
    },
    new ConfigurationServiceClientCredentialFactory({ ...settings, ...secret })
  )
}
