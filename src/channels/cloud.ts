import {
  type Activity,
  type ActivityHandler,
  CloudAdapter,
  ConfigurationBotFrameworkAuthentication,
  ConfigurationServiceClientCredentialFactory,
  type InvokeResponse,
  type TurnContext
} from 'botbuilder'
import { describeError, type Log } from '../operations/log.js'
import { type IncomingActivity, readIncoming } from './incoming.js'
import { Refusal } from './refusal.js'
import { isAllowedServiceUrl } from './service-url.js'

/** The bot's registration at Azure, as the settings give it. */
export interface AppSettings {
  id: string
  type: 'SingleTenant' | 'UserAssignedMSI' | 'MultiTenant'
  tenantId: string
  password: string
}

export interface CloudAnswer {
  status: number
  body?: unknown
}

/** The door for Teams and every other channel of Azure Bot Service. */
export interface CloudEndpoint {
  /** `authorization` is the header as sent. Throws a `Refusal` for what is turned down. */
  receive(authorization: string | undefined, body: unknown): Promise<CloudAnswer>
}

export interface CloudParts {
  bot: ActivityHandler
  log: Log
  /** Null: no registration, so the door stays shut. botbuilder alone would let everybody in. */
  app: AppSettings | null
}

export function createCloudEndpoint({ bot, log, app }: CloudParts): CloudEndpoint {
  if (!app) return { receive: refuseAll }
  const adapter = new OpenedCloudAdapter(readSettings(app))

  return {
    async receive(authorization, body) {
      const activity = readIncoming(body)
      if (!isAllowedServiceUrl(activity.serviceUrl)) {
        throw new Refusal(403, 'BadServiceUrl', 'The serviceUrl of this activity is not one of the Bot Framework.')
      }
      if (!activity.conversation?.id) {
        throw new Refusal(400, 'BadArgument', 'This is not a usable activity: conversation.id is missing.')
      }
      try {
        const answer = await adapter.answer(authorization ?? '', toActivity(activity), context => bot.run(context))
        return answer ? { status: answer.status, body: answer.body } : { status: 200 }
      } catch (error) {
        throw refuse(error, log)
      }
    }
  }
}

async function refuseAll(): Promise<never> {
  throw new Refusal(
    403,
    'NoAppId',
    'This assistant is not registered with Azure Bot Service: set MicrosoftAppId and start it again.'
  )
}

/** `CloudAdapter.process` writes inner errors to the client and the console; this goes round it. */
class OpenedCloudAdapter extends CloudAdapter {
  answer(authorization: string, activity: Activity, logic: (context: TurnContext) => Promise<void>) {
    return this.processActivity(authorization, activity, logic) as Promise<InvokeResponse | undefined>
  }
}

function readSettings(app: AppSettings): ConfigurationBotFrameworkAuthentication {
  const settings = { MicrosoftAppId: app.id, MicrosoftAppType: app.type, MicrosoftAppTenantId: app.tenantId }
  const secret = app.type === 'UserAssignedMSI' ? {} : { MicrosoftAppPassword: app.password }
  const credentials = new ConfigurationServiceClientCredentialFactory({ ...settings, ...secret })
  return new ConfigurationBotFrameworkAuthentication({}, credentials)
}

/** botbuilder wants dates where JSON has strings. */
function toActivity(incoming: IncomingActivity): Activity {
  const date = (text: string | null | undefined) => (text ? new Date(text) : undefined)
  const { timestamp, localTimestamp, expiration, ...rest } = incoming
  return {
    ...rest,
    timestamp: date(timestamp),
    localTimestamp: date(localTimestamp),
    expiration: date(expiration)
  } as unknown as Activity
}

/** A bad token is the caller's fault (401); everything else, such as keys that cannot be had, is a matter of time (503). */
function refuse(error: unknown, log: Log): Refusal {
  log.warn({ event: 'cloud-refused', error: describeError(error) })
  const status = error instanceof Error && 'statusCode' in error ? Number(error.statusCode) : 500
  if (status >= 400 && status < 500) {
    return new Refusal(401, 'BadToken', 'The token of this request is not valid here.')
  }
  return new Refusal(503, 'ServiceUnavailable', 'The sender cannot be checked just now: try again later.')
}
