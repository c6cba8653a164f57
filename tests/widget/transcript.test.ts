import { expect, test } from 'vitest'
import type { Log } from '../../src/widget/panel/log.js'
import { transcribe } from '../../src/widget/panel/transcript.js'

test('a conversation as plain text: who, when, and links with their addresses', () => {
  const at = new Date(2026, 0, 2, 9, 5).getTime()
  const log: Log = [
    { kind: 'own', key: 'a', id: '1', text: '**my** back', at, state: 'sent' },
    { kind: 'reply', key: 'b', id: '2', text: '**Call** [NHS 111](tel:111)', at: null, reply: null, actions: [] }
  ]
  expect(transcribe(log, key => ({ you: 'You:', assistant: 'Answer:' })[key] ?? '', 'en-GB')).toBe(
    'You: (09:05)\n**my** back\n\nAnswer:\nCall NHS 111 (tel:111)'
  )
})
