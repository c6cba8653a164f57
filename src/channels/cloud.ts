import type { ActivityHandler } from 'botbuilder'
import { describeError, type Log } from '../operations/log.js'
import { conversationKey } from './conversation-key.js'
import { readIncoming, toActivity } from './incoming.js'
import { Refusal } from './refusal.js'
import { type AppSettings, RegisteredAdapter } from './registration.js'
import { isAllowedServiceUrl, isLocalServiceUrl } from './service-url.js'

export interface CloudAnswer {
  status: number
  body?: unknown
}

export interface Sender {
  /** The header as sent. */
  authorization: string | undefined
  /** Runs on this computer and was not sent on by a proxy. */
  local: boolean
}

/** The door for Teams and every other channel of Azure Bot Service. */
export interface CloudEndpoint {
  /** Throws a `Refusal` for what is turned down. */
  receive(sender: Sender, body: unknown): Promise<CloudAnswer>
}

export interface CloudParts {
  bot: ActivityHandler
  log: Log
  /** Null: no registration, so the door stays shut. botbuilder alone would let everybody in. */
  app: AppSettings | null
  /** Without a registration: lets programs of this computer in, such as Agents Playground. */
  playground: boolean
  /** Rejects with a `Refusal` when this conversation has sent too much. */
  limit: (conversation: string) => Promise<void>
}

export function createCloudEndpoint({ bot, log, app, playground, limit }: CloudParts): CloudEndpoint {
  if (!app && !playground) return { receive: refuseAll }
  const adapter = new RegisteredAdapter(app)
  const mayPostTo = (address: unknown) =>
    app ? isAllowedServiceUrl(address, app.cloud.serviceHosts) : isLocalServiceUrl(address)

  return {
    async receive({ authorization, local }, body) {
      if (!app && !local) return refuseAll()
      const activity = readIncoming(body)
      if (!mayPostTo(activity.serviceUrl)) {
        throw new Refusal(403, 'BadServiceUrl', 'The serviceUrl of this activity is not one of the Bot Framework.')
      }
      if (!activity.conversation?.id) {
        throw new Refusal(400, 'BadArgument', 'This is not a usable activity: conversation.id is missing.')
      }
      try {
        const answer = await adapter.answer(authorization ?? '', toActivity(activity), async context => {
          await limit(conversationKey(context.activity))
          await bot.run(context)
        })
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

/** The bot answers for itself whatever goes wrong in it; what is left is in between, and a matter of time. */
function refuse(error: unknown, log: Log): Refusal {
  if (error instanceof Refusal) {
    log.warn({ event: 'cloud-refused', code: error.code })
    return error
  }
  log.error({ event: 'cloud-failed', error: describeError(error) })
  return new Refusal(503, 'ServiceUnavailable', 'The message cannot be taken just now: try again later.')
}
