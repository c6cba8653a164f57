import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { post, startReplica } from './replica.js'

const folder = mkdtempSync(join(tmpdir(), 'killed-'))
const running = new Set<ChildProcess>()
afterAll(() => {
  for (const child of running) child.kill('SIGKILL')
  rmSync(folder, { recursive: true, force: true })
})

async function start() {
  const { child, url } = await startReplica(folder)
  running.add(child)
  return { child, url }
}

test('after kill -9 in mid-conversation the page goes on, and nothing acknowledged is missing', {
  timeout: 60_000
}, async () => {
  let { child, url } = await start()
  const { json: page } = await post(`${url}/token`, undefined)
  let token: string = page.token
  await post(`${url}/v3/directline/conversations`, token)
  const acknowledged: string[] = []

  for (let round = 0; round < 3; round++) {
    const say = async (text: string) => {
      const activity = { type: 'message', text, channelData: { clientActivityID: text } }
      const { status } = await post(
        `${url}/v3/directline/conversations/${page.conversationId}/activities`,
        token,
        activity
      )
      if (status === 200) acknowledged.push(text)
    }
    const sending = Array.from({ length: 20 }, (_, index) => say(`r${round}m${index}`).catch(() => {}))
    await Promise.race(sending)
    child.kill('SIGKILL')
    await Promise.all([...sending, once(child, 'close')])
    running.delete(child)

    ;({ child, url } = await start())
    const { json } = await post(`${url}/token`, undefined, { conversationId: page.conversationId, token })
    expect(json).toMatchObject({ conversationId: page.conversationId, userId: page.userId })
    token = json.token
  }

  const address = `${url}/v3/directline/conversations/${page.conversationId}/activities`
  const { activities } = await (await fetch(address, { headers: { authorization: `Bearer ${token}` } })).json()
  const texts: string[] = activities.map(({ text }: { text: string }) => text)
  expect(acknowledged.length).toBeGreaterThan(2)
  for (const text of acknowledged) {
    // Each is there once, and right after it its answer: a turn is written whole or not at all.
    expect(texts.filter(kept => kept === text)).toHaveLength(1)
    expect(texts[texts.indexOf(text) + 1]).toMatch(new RegExp(`^\\d+: ${text}$`))
  }
  const counts = texts.filter(text => /^\d+:/.test(text)).map(text => Number.parseInt(text, 10))
  expect(counts).toEqual(counts.map((_, index) => index + 2))

  const repeated = acknowledged[0] as string
  await post(address, token, { type: 'message', text: repeated, channelData: { clientActivityID: repeated } })
  const again = await (await fetch(address, { headers: { authorization: `Bearer ${token}` } })).json()
  expect(again.activities).toHaveLength(activities.length)
})
