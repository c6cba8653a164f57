import type { Activity, DirectLine as Client } from 'botframework-directlinejs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { pretendBrowser } from './browser-in-node.js'
import { type Clinic, call, openClinic, secret } from './fake-clinic.js'

let clinic: Clinic
let DirectLine: typeof Client
beforeAll(async () => {
  pretendBrowser()
  const module = await import('botframework-directlinejs')
  DirectLine = module.DirectLine
  clinic = await openClinic()
})
afterAll(() => clinic.close())

const online = 2
const user = { id: 'dl_visitor', name: '' }

/** The client as a page would use it, and what it has heard. */
function connect(options: ConstructorParameters<typeof Client>[0]) {
  const client = new DirectLine({ domain: `${clinic.url}/v3/directline`, pollingInterval: 200, ...options })
  const heard: Activity[] = []
  const statuses: number[] = []
  client.connectionStatus$.subscribe(status => statuses.push(status))
  client.activity$.subscribe(
    activity => heard.push(activity),
    () => {}
  )
  const send = (text: string) =>
    new Promise<string>((resolve, reject) => {
      client.postActivity({ type: 'message', text, from: user }).subscribe(resolve, reject)
    })
  const texts = () => heard.map(activity => (activity.type === 'message' ? activity.text : activity.type))
  return { client, heard, statuses, send, texts }
}

describe.each([
  ['WebSocket', true],
  ['polling', false]
])('botframework-directlinejs by %s', (_, webSocket) => {
  test('starts with a token, is welcomed, asks and is answered', async () => {
    const { json } = await call(clinic, 'POST', '/token')
    const { client, heard, statuses, send, texts } = connect({ token: json.token, webSocket })
    await expect.poll(texts).toEqual(['Welcome'])
    const id = await send('hello')
    await expect.poll(texts).toEqual(['Welcome', 'hello', '2: hello'])
    expect(heard[1]).toMatchObject({ id, from: { id: json.userId } })
    expect(heard[2]).toMatchObject({ suggestedActions: { actions: [{ title: 'Book' }] } })
    expect(statuses).toContain(online)
    client.end()
  })

  test('starts with a secret', async () => {
    const { client, heard, send, texts } = connect({ secret, webSocket })
    await expect.poll(texts).toEqual(['Welcome'])
    await send('hi')
    await expect.poll(texts).toEqual(['Welcome', 'hi', '2: hi'])
    expect(heard[1]).toMatchObject({ from: { id: user.id } })
    client.end()
  })

  test('goes on in a conversation from a watermark', async () => {
    const { json } = await call(clinic, 'POST', '/token')
    const before = connect({ token: json.token, webSocket })
    await expect.poll(before.texts).toEqual(['Welcome'])
    await before.send('one')
    await expect.poll(before.texts).toHaveLength(3)
    before.client.end()
    const after = connect({ token: json.token, conversationId: json.conversationId, watermark: '1', webSocket })
    await expect.poll(after.texts).toEqual(['one', '2: one'])
    await after.send('two')
    await expect.poll(after.texts).toEqual(['one', '2: one', 'two', '3: two'])
    after.client.end()
  })

  test('is told that files cannot be sent', async () => {
    const { json } = await call(clinic, 'POST', '/token')
    const { client, texts } = connect({ token: json.token, webSocket })
    await expect.poll(texts).toEqual(['Welcome'])
    const file = { contentType: 'image/png', contentUrl: `${clinic.url}/healthz`, name: 'back.png' } as const
    const sent = new Promise((resolve, reject) => {
      client.postActivity({ type: 'message', text: '', from: user, attachments: [file] }).subscribe(resolve, reject)
    })
    await expect(sent).rejects.toMatchObject({ status: 415 })
    client.end()
  })
})

test('the client refreshes its token', async () => {
  const { json } = await call(clinic, 'POST', '/token')
  const { client, texts } = connect({ token: json.token })
  await expect.poll(texts).toEqual(['Welcome'])
  // The client does this every 15 minutes by itself.
  const refreshed = await new Promise<string>((resolve, reject) => {
    ;(
      client as unknown as {
        refreshToken(): { subscribe: (next: (token: string) => void, error: (reason: unknown) => void) => void }
      }
    )
      .refreshToken()
      .subscribe(resolve, reject)
  })
  expect(refreshed.split('.')).toHaveLength(3)
  client.end()
})

test('the client hears that its conversation has ended', async () => {
  const { json } = await call(clinic, 'POST', '/token')
  const { client, texts, send } = connect({ token: json.token, webSocket: false })
  await expect.poll(texts).toEqual(['Welcome'])
  await clinic.store.erase(json.conversationId)
  await expect(send('x')).rejects.toMatchObject({ status: 404 })
  client.end()
})
