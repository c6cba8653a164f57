import { setTimeout as wait } from 'node:timers/promises'
import type { Ledger } from './ledger.js'
import type { Page } from './page.js'

export interface PaceParts {
  pages: Page[]
  /** Messages a second, all pages together. */
  rate: number
  seconds: number
  questions: string[]
  everySecond?: (second: number) => Promise<void> | void
}

/**
 * Sends at a steady rate, whether the answers come or not: a server that is slow must not slow down its own visitors. Times
 * count from when a message was due. Returns the names that were sent on each page, in order.
 */
export async function pace({ pages, rate, seconds, questions, everySecond }: PaceParts): Promise<void> {
  const began = performance.now()
  const underWay = new Set<Promise<unknown>>()
  let second = 0
  for (let sent = 0; sent < rate * seconds; ) {
    const now = performance.now() - began
    while (sent < rate * seconds && (sent / rate) * 1000 <= now) {
      const page = pages[(sent * 7919) % pages.length]!
      const saying = page.say(questions[sent % questions.length]!, began + (sent / rate) * 1000)
      underWay.add(saying)
      void saying.finally(() => underWay.delete(saying))
      sent++
    }
    if (now >= (second + 1) * 1000) await everySecond?.(++second)
    await wait(2)
  }
  await Promise.all(underWay)
}

/** Opens pages, so many at a time. */
export async function openMany<Result>(count: number, atOnce: number, open: (index: number) => Promise<Result>) {
  const opened: Result[] = []
  let next = 0
  await Promise.all(
    Array.from({ length: atOnce }, async () => {
      while (next < count) {
        const index = next++
        opened[index] = await open(index)
      }
    })
  )
  return opened
}

/** Waits until every acknowledged message was answered on its stream, or the patience is over. Gives what is missing. */
export async function settle(pages: Page[], patience = 10_000): Promise<number> {
  const until = performance.now() + patience
  for (;;) {
    const missing = countUnanswered(pages)
    if (missing === 0 || performance.now() > until) return missing
    await wait(50)
  }
}

const countUnanswered = (pages: Page[]) =>
  pages.reduce((sum, page) => sum + [...page.acknowledged.keys()].filter(name => !page.answered.has(name)).length, 0)

/** Messages that stand in a conversation twice, and such that are answered out of the order in which they were taken. */
export const countHeardTwice = (pages: Page[], ledger: Ledger): number =>
  ledger.doubled + pages.reduce((sum, page) => sum + [...page.heard.values()].filter(times => times > 1).length, 0)
