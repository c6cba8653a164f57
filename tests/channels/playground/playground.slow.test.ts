import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { assistant } from '../../assembled.js'
import { call, openClinic } from '../../server/fake-clinic.js'
import { listen } from '../issuer.js'

// What Microsoft 365 Agents Playground 0.2.28 sent when somebody went through these steps in it (docs/running.md has them),
// recorded with its --enable-events-recording; only names and the address were taken out.
const folder = mkdtempSync(join(tmpdir(), 'playground-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const { respond } = assistant

interface Sent {
  type: string
  text?: string
  attachments?: { contentType: string; content: { version: string } }[]
  suggestedActions?: { actions: { title: string }[] }
  channelData?: object
}

/** Plays a recording to the real door and gives, for each activity, what was posted back to the Playground's address. */
async function replay(mode: string): Promise<{ said: string; sent: Sent[] }[]> {
  const heard: Sent[] = []
  const program = await listen((request, response) => {
    let body = ''
    request.on('data', data => {
      body += data
    })
    request.on('end', () => {
      heard.push(JSON.parse(body))
      response.setHeader('Content-Type', 'application/json').end('{"id":"1"}')
    })
  })
  const open = await openClinic({ playground: true, respond })
  const steps: { said: string; sent: Sent[] }[] = []
  const recording = readFileSync(new URL(`${mode}.json`, import.meta.url), 'utf8')
  for (const activity of JSON.parse(recording.replaceAll('{serviceUrl}', `${program.url}/_connector`))) {
    const { status } = await call(open, 'POST', '/api/messages', { body: activity })
    expect(status).toBe(200)
    steps.push({ said: activity.text ?? activity.name ?? activity.type, sent: heard.splice(0) })
  }
  await open.close()
  await program.close()
  return steps
}

const chronic = /^For general guidelines:\n\n- Chronic pain: Weekly sessions/
const emergency = /^\*\*Call 999 or go to A&E now\*\*/

describe('Teams', () => {
  test('installation, welcome, answer with its card, a typed follow-up, a thumb with words, a red flag', async () => {
    const steps = await replay('msteams')
    expect(steps.map(({ said }) => said)).toEqual([
      'installationUpdate',
      'conversationUpdate',
      'how often should I come for chronic pain',
      'and for stress?',
      'message/submitAction',
      "I can't feel when I wipe since yesterday"
    ])
    const [installed, came, answer, followUp, thumb, redFlag] = steps.map(({ sent }) => sent)
    expect(installed?.[0]?.text).toMatch(/^Hello\. I am the automated assistant/)
    expect(came).toEqual([])
    expect(answer?.[0]?.text).toMatch(chronic)
    expect(answer?.[0]?.attachments?.[0]).toMatchObject({
      contentType: 'application/vnd.microsoft.card.adaptive',
      content: { version: '1.5' }
    })
    expect(answer?.[0]?.channelData).toEqual({ feedbackLoop: { type: 'default' } })
    expect(followUp?.[0]?.text).toMatch(/Stress-related tension/)
    expect(thumb?.[0]?.text).toMatch(/^Thank you for telling me\. What was wrong\?/)
    expect(redFlag?.[0]?.text).toMatch(emergency)
    expect(JSON.stringify(redFlag)).not.toMatch(/treatwell|feedbackLoop/i)
  })
})

describe.each(['webchat', 'emulator'])('%s', mode => {
  test('welcome, answer, a follow-up by click and one typed, a thumb, a red flag', async () => {
    const [came, answer, clicked, typed, thumb, redFlag] = (await replay(mode)).map(({ sent }) => sent[0])
    expect(came?.text).toMatch(/^Hello\. I am the automated assistant/)
    expect(came?.suggestedActions?.actions).toHaveLength(4)
    expect(answer?.text).toMatch(chronic)
    const offered = answer?.suggestedActions?.actions.map(({ title }) => title)
    expect(offered).toContain('How does massage help chronic back tension?')
    expect(clicked?.text).toMatch(/^Chronic muscle tension lasts longer than three months/)
    expect(typed?.text).toMatch(/stress/i)
    expect(thumb?.text).toBe('Thank you for telling me.')
    expect(redFlag?.text).toMatch(emergency)
  })
})
