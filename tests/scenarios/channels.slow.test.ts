import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Activity, TestAdapter } from 'botbuilder'
import { afterAll, describe, expect, test } from 'vitest'
import { createBot } from '../../src/channels/bot.js'
import { plainText } from '../../src/channels/render/text.js'
import { createLog } from '../../src/operations/log.js'
import { createSqliteStore } from '../../src/storage/sqlite.js'
import { assistant } from '../assembled.js'
import { testLifetimes } from '../storage/writing.js'
import { list, scenarios } from './scenario.js'

const { base, respond } = assistant
const folder = mkdtempSync(join(tmpdir(), 'scenarios-'))
const store = createSqliteStore(join(folder, 'store.db'), testLifetimes)
afterAll(async () => {
  await store.close()
  rmSync(folder, { recursive: true, force: true })
})
const log = createLog('silent')
const bot = createBot({ respond, store, log, clock: () => Date.UTC(2026, 0, 5, 9), safetyLine: 'failed' })

// Every third scenario, through the bot and a real store, on a channel of each family.
const third = scenarios.flatMap(({ file, scenarios }) =>
  scenarios.filter((_, index) => index % 3 === 0).map(scenario => [`${file}: ${scenario.name}`, scenario] as const)
)
const channels = ['directline', 'msteams', 'sms', 'telegram']

/** The activity of what the visitor does. */
function activityOf(says: string): Partial<Activity> {
  if (says === '(opens the chat)') return { type: 'conversationUpdate', membersAdded: [{ id: 'anna', name: '' }] }
  if (says === '(sends a picture)') return { type: 'message', attachments: [{ contentType: 'image/png' }] }
  return { type: 'message', text: says }
}

/** Words as every channel has them: without marks, bars and the scheme of telephone numbers. */
const plain = (text: string) => plainText(text.replace(/tel:/g, '').replace(/[*|]/g, ' ')).replace(/\s+/g, ' ')

test('a third of all scenarios is played here', () => {
  expect(third.length * 3).toBeGreaterThanOrEqual(scenarios.flatMap(one => one.scenarios).length)
})

describe.each(channels)('on %s', channelId => {
  test.each(third)('%s', async (name, { turns }) => {
    const conversation = { id: `${channelId} ${name}` } as Activity['conversation']
    const adapter = new TestAdapter(context => bot.run(context), { channelId, conversation })
    for (const turn of turns) {
      const before = adapter.activeQueue.length
      await adapter.receiveActivity({ ...activityOf(turn.says), conversation })
      const sent = adapter.activeQueue.slice(before)
      const [message] = sent.filter(({ type }) => type === 'message')
      const at = `“${turn.says}” -> ${message?.text}`
      const words = plain(message?.text ?? '')
      for (const shown of list(turn.shows)) expect(words, at).toContain(plain(shown).trim())
      for (const hidden of list(turn.hides)) expect(words, at).not.toContain(plain(hidden).trim())
      const all = JSON.stringify(sent)
      for (const label of list(turn.offers)) expect(all, at).toContain(label)
      if (turn.booking === 'not offered') expect(all, at).not.toContain(base.clinic.booking.url)
      if (turn.booking === 'offered') expect(all, at).toContain(base.clinic.booking.url)
      const handed = sent.some(({ type, name }) => type === 'event' && name === 'handoff.initiate')
      if (turn.decision === 'book')
        expect(handed, at).toBe(channelId === 'directline' && all.includes(base.clinic.booking.url))
      if (turn.urgency === 'emergency') expect(words, at).toMatch(/999/)
    }
  })
})
