import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import type { Trace } from '../domain/trace.js'
import { channelLabel } from './channel-label.js'

/**
 * Counts and times, for a monitor. Every label comes from a closed list: no word and no id of a person can become one,
 * and no stranger can make more of them.
 */
export interface Metrics {
  turn(channel: string, trace: Pick<Trace, 'decision' | 'assessment'>, milliseconds: number): void
  /** A turn that ended in the safety line. */
  failed(channel: string): void
  /** An answer that its channel did not take; it is kept, and sent when the channel asks again. */
  undelivered(channel: string): void
  /** A message that was turned away because too many were waiting. */
  refused(door: 'page' | 'channel'): void
  storeFailed(): void
  storeBeganAnew(): void
  swept(counts: Record<SweptTable, number>): void
  /** Text in Prometheus' format. */
  text(): Promise<string>
}

type SweptTable = 'conversations' | 'seen' | 'undelivered' | 'journal' | 'unanswered'

/** `streams` says how many pages have an open stream. */
export function createMetrics({ streams }: { streams: () => number }): Metrics {
  const registry = new Registry()
  const registers = [registry]
  collectDefaultMetrics({ register: registry })
  const turns = new Counter({
    name: 'clinic_turns_total',
    help: 'Messages answered, by what was decided.',
    labelNames: ['channel', 'decision', 'urgency'],
    registers
  })
  const seconds = new Histogram({
    name: 'clinic_turn_seconds',
    help: 'From the beginning of a turn until it is stored.',
    labelNames: ['channel'],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2, 3],
    registers
  })
  const failures = new Counter({
    name: 'clinic_turns_failed_total',
    help: 'Turns that ended in the safety line.',
    labelNames: ['channel'],
    registers
  })
  const undelivered = new Counter({
    name: 'clinic_replies_undelivered_total',
    help: 'Answers that a channel did not take; they are sent when it delivers the message again.',
    labelNames: ['channel'],
    registers
  })
  const refusals = new Counter({
    name: 'clinic_messages_refused_total',
    help: 'Messages turned away with 503 because too many were waiting.',
    labelNames: ['door'],
    registers
  })
  const storeFailures = new Counter({
    name: 'clinic_store_errors_total',
    help: 'Connections to the store that broke, sweeps that failed.',
    registers
  })
  const anew = new Counter({
    name: 'clinic_store_began_anew_total',
    help: 'Times that a damaged or missing database file was begun anew.',
    registers
  })
  const removed = new Counter({
    name: 'clinic_rows_swept_total',
    help: 'Rows removed because their time was over.',
    labelNames: ['table'],
    registers
  })
  new Gauge({
    name: 'clinic_streams',
    help: 'Open WebSocket streams.',
    registers,
    collect() {
      this.set(streams())
    }
  })

  return {
    turn(channel, { decision, assessment }, milliseconds) {
      const label = channelLabel(channel)
      turns.inc({ channel: label, decision, urgency: assessment.urgency })
      seconds.observe({ channel: label }, milliseconds / 1000)
    },
    failed: channel => failures.inc({ channel: channelLabel(channel) }),
    undelivered: channel => undelivered.inc({ channel: channelLabel(channel) }),
    refused: door => refusals.inc({ door }),
    storeFailed: () => storeFailures.inc(),
    storeBeganAnew: () => anew.inc(),
    swept(counts) {
      for (const [table, count] of Object.entries(counts)) removed.inc({ table }, count)
    },
    text: () => registry.metrics()
  }
}
