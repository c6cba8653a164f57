import { signInUrl } from '../channels/clouds.js'
import type { AppSettings } from '../channels/registration.js'
import { type Finding, problem } from './finding.js'
import { ask } from './network.js'

/** Minutes. Tokens are refused from 5 on. */
const mostMinutesOff = 2

/** Codes of Microsoft's sign-in: https://learn.microsoft.com/entra/identity-platform/reference-error-codes */
const refusals: [RegExp, string, string][] = [
  [
    /AADSTS7000215|AADSTS7000216/,
    'MicrosoftAppPassword is not the bot’s client secret.',
    'Copy the secret’s value, not its id, from Certificates & secrets, or make a new one.'
  ],
  [
    /AADSTS7000222/,
    'MicrosoftAppPassword has expired.',
    'Make a new client secret in Certificates & secrets and set it.'
  ],
  [
    /AADSTS700016|AADSTS90013/,
    'MicrosoftAppId is not known in this tenant.',
    'Compare it and MicrosoftAppTenantId with the overview of the app registration.'
  ],
  [
    /AADSTS9000[02]\d?|AADSTS900023/,
    'MicrosoftAppTenantId is no tenant.',
    'Copy the "Directory (tenant) ID" from the app registration.'
  ]
]

/** The registration at Azure, by signing in with it as the bot does; nothing is sent to anybody. */
export async function examineAzure(app: AppSettings, now: number): Promise<Finding[]> {
  const keys = await ask(app.cloud.openIdMetadata)
  if (!keys?.ok)
    return [
      problem(
        `${new URL(app.cloud.openIdMetadata).host} cannot be reached: nobody’s token can be checked, and Teams gets no answer.`,
        'Let the assistant out to this host and to the sign-in of Microsoft (firewall, proxy, DNS).'
      )
    ]
  return [...examineClock(keys, now), ...(await examineSecret(app))]
}

function examineClock(answer: Response, now: number): Finding[] {
  const minutes = Math.round((now - Date.parse(answer.headers.get('date') ?? '')) / 60_000)
  if (!(Math.abs(minutes) >= mostMinutesOff)) return []
  const off = `${Math.abs(minutes)} minutes ${minutes > 0 ? 'fast' : 'slow'}`
  return [
    problem(
      `This computer’s clock is ${off}: tokens are refused.`,
      'Set it by network time ("timedatectl set-ntp true").'
    )
  ]
}

/** A managed identity has no secret, and can be asked only where it lives. */
async function examineSecret(app: AppSettings): Promise<Finding[]> {
  if (app.type === 'UserAssignedMSI') return []
  const answer = await ask(`${signInUrl(app)}/oauth2/v2.0/token`, {
    method: 'POST',
    body: new URLSearchParams({
      grant_type: 'client_credentials',
      client_id: app.id,
      client_secret: app.password,
      scope: `${app.cloud.scope}/.default`
    })
  })
  if (answer?.ok) return []
  const text = (await answer?.text().catch(() => '')) ?? ''
  const known = refusals.find(([code]) => code.test(text))
  if (known) return [problem(known[1], known[2])]
  const code = /AADSTS\d+/.exec(text)?.[0]
  return [
    problem(
      `The bot cannot sign in at ${new URL(app.cloud.loginUrl).host}${code ? ` (${code})` : ''}: it can hear and not answer.`,
      code ? 'Look this code up in Microsoft’s list of sign-in errors.' : 'Let the assistant out to this host.'
    )
  ]
}
