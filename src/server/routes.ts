import type { Request, Response, Server } from 'restify'
import type { Door } from '../channels/admission.js'
import type { Credentials } from '../channels/directline/caller.js'
import { isLocalCaller } from './address.js'
import { sendError, sendHtml, sendJson, sendJsonText, sendNothing } from './answers.js'
import { discardBody, readJson } from './body.js'
import { tellAlive, tellReady } from './health.js'
import type { Origins } from './origins.js'
import type { ServerParts } from './server.js'
import { readWidgetFiles, sendFile } from './widget-files.js'

type Answer = (request: Request, response: Response) => Promise<void> | void
/** Gives a handler its limits and turns what it throws into an answer. */
export type Guard = (answer: Answer) => (request: Request, response: Response) => Promise<void>

export interface RouteParts extends ServerParts {
  origins: Origins
  address: (request: Request) => string
  guard: Guard
}

const conversations = '/v3/directline/conversations'
/** What the widget says and offers; unlike its code, only for the sites that may talk to us. */
export const settingsPath = '/widget/settings.json'

/** Every address that we answer, on one screen. */
export function addRoutes(server: Server, parts: RouteParts): void {
  const { directLine, cloud, pages, widgetDir, isReady, origins, admission, limits, address, guard } = parts

  const get = (path: string, answer: Answer) => {
    server.get(path, guard(answer))
    server.head(path, guard(answer))
  }
  const post = (path: string, answer: Answer) => void server.post(path, guard(answer))
  /** For what costs a turn: when that would wait too long, it is refused before anything is read or looked up. */
  const turnsFrom = (door: Door) => ({
    post: (path: string, answer: Answer) =>
      post(path, async (request, response) => {
        const refusal = admission.refuse(door)
        if (!refusal) return answer(request, response)
        await discardBody(request)
        throw refusal
      })
  })
  const fromChannel = turnsFrom('channel')
  const fromPage = turnsFrom('page')
  const page = (response: Response, html: string | undefined) =>
    html === undefined ? sendHtml(response, 404, pages.notFound()) : sendHtml(response, 200, html)

  get('/', (_, response) => page(response, pages.home()))
  get('/faq', (_, response) => page(response, pages.faq()))
  get('/chat', (_, response) => page(response, pages.chat()))
  get('/articles/:slug', (request, response) => page(response, pages.article(request.params.slug)))
  get('/privacy', (_, response) => page(response, pages.privacy()))
  get('/terms', (_, response) => page(response, pages.terms()))
  get('/favicon.ico', (_, response) => sendNothing(response, 204))
  get(settingsPath, (request, response) => {
    const settings = pages.settings(readQuery(request, 'clinic'))
    if (settings) sendJson(response, 200, settings)
    else sendError(response, 404, 'UnknownClinic', 'This server speaks for another clinic: see data-clinic in the tag.')
  })
  for (const file of widgetDir ? readWidgetFiles(widgetDir) : [])
    get(`/widget/${file.name}`, (request, response) => sendFile(request, response, file))

  get('/healthz', (_, response) => tellAlive(response))
  get('/readyz', (_, response) => tellReady(response, isReady))

  fromChannel.post('/api/messages', async (request, response) => {
    await limits.channels(address(request))
    const sender = { authorization: request.headers.authorization, local: isLocalCaller(request) }
    const { status, body } = await cloud.receive(sender, await readJson(request))
    body === undefined ? sendNothing(response, status) : sendJson(response, status, body)
  })

  post('/token', async (request, response) => {
    await limits.tokens(address(request))
    sendJson(response, 200, await directLine.issueToPage(await readJson(request), request.headers.origin))
  })
  post('/v3/directline/tokens/generate', async (request, response) => {
    sendJson(response, 200, directLine.generate(whoAsks(request), await readJson(request)))
  })
  post('/v3/directline/tokens/refresh', (request, response) => {
    sendJson(response, 200, directLine.refresh(whoAsks(request)))
  })
  fromPage.post(conversations, async (request, response) => {
    const base = origins.socketBase(request)
    const { status, body } = await directLine.start(whoAsks(request), await readJson(request), base)
    sendJson(response, status, body)
  })
  get(`${conversations}/:id`, async (request, response) => {
    const { id } = request.params
    const base = origins.socketBase(request)
    sendJson(response, 200, await directLine.reconnect(whoAsks(request), id, readQuery(request, 'watermark'), base))
  })
  get(`${conversations}/:id/activities`, async (request, response) => {
    const { id } = request.params
    sendJsonText(response, 200, await directLine.list(whoAsks(request), id, readQuery(request, 'watermark')))
  })
  fromPage.post(`${conversations}/:id/activities`, async (request, response) => {
    const { id } = request.params
    // Only who may write there can use the conversation's share up.
    directLine.admit(whoAsks(request), id)
    await limits.messages(id)
    sendJson(response, 200, await directLine.post(whoAsks(request), id, await readJson(request)))
  })
  post(`${conversations}/:id/upload`, async request => {
    await discardBody(request)
    directLine.upload(whoAsks(request), request.params.id)
  })
}

const whoAsks = ({ headers }: Request): Credentials => ({
  authorization: headers.authorization,
  origin: headers.origin
})

const readQuery = (request: Request, name: string): string | undefined =>
  new URLSearchParams(request.getQuery()).get(name) ?? undefined
