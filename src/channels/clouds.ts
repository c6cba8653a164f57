/** The Azure cloud in which a bot is registered: who signs what comes to us, where we get our own token, who we post to. */
export interface Cloud {
  /** Where the bot gets the token with which it posts; the tenant comes after it. */
  loginUrl: string
  scope: string
  issuer: string
  /** Where the keys of the channels are told. */
  openIdMetadata: string
  emulatorOpenIdMetadata: string
  oAuthUrl: string
  callerId: string
  /** Hosts that a bot answers to: a name, a name with all below it (".botframework.com"), or a whole origin. */
  serviceHosts: string[]
}

export const cloudNames = ['public', 'usgov', 'china'] as const
export type CloudName = (typeof cloudNames)[number]

/**
 * The first two as botbuilder holds them (AuthenticationConstants, GovernmentConstants), the third as
 * https://docs.azure.cn/en-us/bot-service/how-to-deploy-china-cloud tells. None but the first was tried against the real cloud.
 */
export const clouds: Record<CloudName, Cloud> = {
  public: {
    loginUrl: 'https://login.microsoftonline.com/botframework.com',
    scope: 'https://api.botframework.com',
    issuer: 'https://api.botframework.com',
    openIdMetadata: 'https://login.botframework.com/v1/.well-known/openidconfiguration',
    emulatorOpenIdMetadata: 'https://login.microsoftonline.com/common/v2.0/.well-known/openid-configuration',
    oAuthUrl: 'https://api.botframework.com',
    callerId: 'urn:botframework:azure',
    serviceHosts: ['.botframework.com', 'smba.trafficmanager.net', '.teams.microsoft.com']
  },
  usgov: {
    loginUrl: 'https://login.microsoftonline.us/MicrosoftServices.onmicrosoft.us',
    scope: 'https://api.botframework.us',
    issuer: 'https://api.botframework.us',
    openIdMetadata: 'https://login.botframework.azure.us/v1/.well-known/openidconfiguration',
    emulatorOpenIdMetadata:
      'https://login.microsoftonline.us/cab8a31a-1906-4287-a0d8-4eef66b95f6e/v2.0/.well-known/openid-configuration',
    oAuthUrl: 'https://api.botframework.azure.us',
    callerId: 'urn:botframework:azureusgov',
    serviceHosts: ['.botframework.us', '.botframework.azure.us', '.teams.microsoft.us']
  },
  china: {
    loginUrl: 'https://login.partner.microsoftonline.cn/botframework.com',
    scope: 'https://api.botframework.azure.cn',
    issuer: 'https://api.botframework.azure.cn',
    openIdMetadata: 'https://login.botframework.azure.cn/v1/.well-known/openidconfiguration',
    emulatorOpenIdMetadata:
      'https://login.partner.microsoftonline.cn/botframework.com/v2.0/.well-known/openid-configuration',
    oAuthUrl: 'https://token.botframework.azure.cn',
    callerId: 'urn:botframework:azure',
    serviceHosts: ['.botframework.azure.cn']
  }
}

/** Where a bot of this registration signs in: at its own tenant, or at the cloud's common one for bots. */
export const signInUrl = ({ type, tenantId, cloud }: { type: string; tenantId: string; cloud: Cloud }): string =>
  type === 'MultiTenant' ? cloud.loginUrl : new URL(tenantId, cloud.loginUrl).href
