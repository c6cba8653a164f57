import { setTimeout as wait } from 'node:timers/promises'
import { call } from '../load/call.js'
import { type Ledger, newLedger } from '../load/ledger.js'
import { countHeardTwice, openMany, settle } from '../load/pace.js'
import { openPage, type Page } from '../load/page.js'

/** Visitors who write on while something breaks. What is not taken they send again, under the same name, as our page does. */
export interface Probe {
  ledger: Ledger
  pages: Page[]
  /** When the last message was taken, on the clock of `performance.now()`. */
  lastTaken(): number
  /** Ends the writing and looks what has become of it all. */
  finish(): Promise<Verdict>
}

export interface Verdict {
  acknowledged: number
  refused: number
  broken: number
  /** Acknowledged, but not in the conversation, or without an answer. */
  lost: number
  /** More than once in the conversation. */
  doubled: number
  disordered: number
  /** Milliseconds of the slowest call that was answered or refused. */
  slowest: number
}

export interface ProbeParts {
  server: () => string
  pages: number
  /** Messages a second, all pages together. */
  rate: number
  questions: string[]
}

export async function openProbe({ server, pages: count, rate, questions }: ProbeParts): Promise<Probe> {
  const ledger = newLedger()
  const pages = await openMany(count, 8, index => openPage({ server, ledger, number: 50_000 + index }))
  let writing = true
  let taken = 0

  const visitors = pages.map(async (page, visitor) => {
    await wait((visitor * 1000) / rate)
    for (let number = 0; writing; number++) {
      const name = `p${visitor}-${number}`
      const text = questions[(visitor * 31 + number) % questions.length]!
      const due = performance.now()
      while (writing) {
        const answer = await page.say(text, due, name)
        if (answer?.status === 200) taken = performance.now()
        // 404 is an end, too: the conversation is no more.
        if (answer?.status === 200 || answer?.status === 404) break
        // Our own limit for one conversation would turn down who is more impatient.
        await wait(800)
      }
      await wait(Math.max(0, (pages.length * 1000) / rate - (performance.now() - due)))
    }
  })

  return {
    ledger,
    pages,
    lastTaken: () => taken,
    async finish() {
      writing = false
      await Promise.all(visitors)
      await settle(pages, 5000)
      const counts = await Promise.all(pages.map((page, index) => judge(page, server, index)))
      for (const page of pages) page.close()
      const sum = (read: (count: (typeof counts)[number]) => number) =>
        counts.reduce((total, each) => total + read(each), 0)
      return {
        acknowledged: ledger.acknowledged,
        refused: ledger.refused,
        broken: ledger.broken,
        lost: sum(({ lost }) => lost),
        doubled: sum(({ doubled }) => doubled) + countHeardTwice(pages, ledger),
        disordered: ledger.disordered,
        slowest: Math.round(ledger.slowestCall)
      }
    }
  }
}

interface Stored {
  id: string
  replyToId?: string
  channelData?: { clientActivityID?: string }
}

const nothing = { status: 0, json: {} as Record<string, unknown> }

/** Reads the whole conversation from the server and compares it with what was acknowledged. */
async function judge(page: Page, server: () => string, index: number): Promise<{ lost: number; doubled: number }> {
  const stored: Stored[] = []
  const address = `10.9.${index >> 8}.${index & 255}`
  for (let watermark = '0'; ; ) {
    const path = `${server()}/v3/directline/conversations/${page.id}/activities?watermark=${watermark}`
    const { status, json } = await call('GET', path, { token: page.token, address }).catch(() => nothing)
    const activities = (json.activities ?? []) as Stored[]
    if (status !== 200 || activities.length === 0) break
    stored.push(...activities)
    watermark = String(json.watermark)
  }
  const names = stored.map(({ channelData }) => channelData?.clientActivityID).filter(name => name !== undefined)
  const replied = new Set(stored.map(({ replyToId }) => replyToId))
  const isThere = ([name, id]: [string, string]) => names.includes(name) && replied.has(id)
  return {
    lost: [...page.acknowledged].filter(each => !isThere(each)).length,
    doubled: names.length - new Set(names).size
  }
}
