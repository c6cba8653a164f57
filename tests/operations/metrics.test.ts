import { expect, test } from 'vitest'
import { createMetrics } from '../../src/operations/metrics.js'
import { trace } from '../channels/echo.js'

test('metrics count by closed lists: a channel that a stranger makes up is "other"', async () => {
  const metrics = createMetrics({ streams: () => 3 })
  metrics.turn('msteams', trace, 12)
  for (let made = 0; made < 50; made++) metrics.turn(`canary-${made}`, trace, 12)
  metrics.failed('canary')
  metrics.undelivered('canary')
  metrics.refused('page')
  metrics.swept({ conversations: 2, seen: 0, undelivered: 0, journal: 0, unanswered: 0 })
  const text = await metrics.text()
  expect(text).toContain('clinic_turns_total{channel="msteams",decision="answer",urgency="none"} 1')
  expect(text).toContain('clinic_turns_total{channel="other",decision="answer",urgency="none"} 50')
  expect(text).toContain('clinic_replies_undelivered_total{channel="other"} 1')
  expect(text).toContain('clinic_messages_refused_total{door="page"} 1')
  expect(text).toContain('clinic_streams 3')
  expect(text).toContain('clinic_rows_swept_total{table="conversations"} 2')
  expect(text).not.toContain('canary')
})
