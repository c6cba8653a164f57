import { writeSync } from 'node:fs'
import { type DestinationStream, type Logger, pino } from 'pino'

/** What parts may call. Nothing that is logged holds words or ids of people: ids of entries and flags, decisions, counts. */
export type Log = Pick<Logger, 'debug' | 'info' | 'warn' | 'error'>

/** Process id and host name stay out: they say nothing about a turn. */
export const createLog = (level: string, destination?: DestinationStream): Logger =>
  pino({ level, base: null, timestamp: pino.stdTimeFunctions.isoTime }, destination ?? standardError)

/** A full disk under the log's file must not end the process, nor hold it up: without its log it still answers. */
const standardError: DestinationStream = {
  write(line) {
    try {
      writeSync(2, line)
    } catch {}
  }
}

/**
 * An error without its message: a message may quote what somebody typed ("Unexpected token 'I', "I've wet my"...").
 * The code and the places in the stack are enough to find the fault.
 */
export function describeError(error: unknown): { name: string; code?: string; at: string[] } {
  if (!(error instanceof Error)) return { name: typeof error, at: [] }
  const { code } = error as { code?: unknown }
  const frames = (error.stack ?? '').split('\n').filter(line => /^\s+at /.test(line))
  return {
    name: error.name,
    ...(typeof code === 'string' ? { code } : {}),
    at: frames.slice(0, 6).map(line => line.trim().slice(3))
  }
}
