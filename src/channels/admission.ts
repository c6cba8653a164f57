import { setImmediate as nextLoop } from 'node:timers/promises'
import { Refusal } from './refusal.js'

/** `page`: our own web page; `channel`: Teams and every other channel of Azure. */
export type Door = 'page' | 'channel'

/**
 * Milliseconds in which an answer must be to be expected, or the message is refused; being read and sent take the rest of
 * three seconds. A page sends again by itself, then shows the safety line, so it hears soon. Another channel shows nothing of
 * a refusal, and itself waits 15 s: its messages are refused only when there is no hope left.
 */
const longestWait: Record<Door, number> = { page: 2500, channel: 8000 }

/** Turns under way at once. More would only wait for the processor, the disk, or one of PostgreSQL's 20 connections. */
const atOnce = 32

/** Milliseconds of turns in a row, written to the disk together, before we look who has come in the meantime. */
const slice = 20
/** Rounds of the event loop in which nobody came, after which we go on, and the milliseconds after which we do so anyway. */
const quietRounds = 2
const longestLook = 10

/** Seconds. Short: a page shows the safety line only when the second try was refused too. */
const retryAfter = 2

/** Milliseconds that a turn is taken to cost before any was measured, and how much each one that was measured counts. */
const firstGuess = 10
const weight = 0.02

/** Milliseconds without a refusal after which the next one is news. */
const spell = 10_000

/** Lets turns in, so many at once, in the order in which they came; refuses those that would wait too long. */
export interface Admission {
  /** Runs a turn when there is room. Throws the refusal instead when too many wait already. */
  run<Result>(door: Door, turn: () => Promise<Result>): Promise<Result>
  /** What to tell somebody who comes now and would wait too long; undefined when he would not. Costs nothing. */
  refuse(door: Door): Refusal | undefined
}

export interface AdmissionParts {
  /** What the refused are told: 999, 111 and the clinic's contact. */
  safetyLine: string
  /** `isNews`: the first one for a while. */
  onRefused?: (door: Door, isNews: boolean) => void
  timer?: () => number
}

interface Waiting {
  door: Door
  since: number
  enter: () => void
  giveUp: (refusal: Refusal) => void
}

export function createAdmission({
  safetyLine,
  onRefused = () => {},
  timer = () => performance.now()
}: AdmissionParts): Admission {
  const waiting: Waiting[] = []
  let running = 0
  let letting = false
  let came = 0
  let perTurn = firstGuess
  /** When the last turn was done, if others were waiting then. */
  let lastDone: number | null = null
  let lastRefused = Number.NEGATIVE_INFINITY

  /** Little's law: who joins N others, of whom one is done every `perTurn`, is done after N of these. */
  const expectedWait = () => (running < atOnce && waiting.length === 0 ? 0 : (waiting.length + running + 1) * perTurn)

  function refuse(door: Door): Refusal | undefined {
    came++
    return expectedWait() > longestWait[door] ? refusal(door) : undefined
  }

  function refusal(door: Door): Refusal {
    const now = timer()
    onRefused(door, now - lastRefused > spell)
    lastRefused = now
    return new Refusal(503, 'Busy', safetyLine, retryAfter)
  }

  /** Turns that wait must not keep us from the door, or those who knock wait unseen: in the kernel, for half a minute. */
  async function letIn() {
    if (letting) return
    letting = true
    while (waiting.length > 0 && running < atOnce) {
      const until = timer() + slice
      while (waiting.length > 0 && running < atOnce && timer() < until) {
        const { door, since, enter, giveUp } = waiting.shift()!
        // Turns may cost more than was foreseen; nobody has begun this one yet.
        if (timer() - since > longestWait[door]) giveUp(refusal(door))
        else {
          running++
          enter()
          await untilItWaits()
        }
      }
      await lookOut()
    }
    letting = false
  }

  /** Node takes one new connection in a round of its loop, so a round in which somebody came may be followed by another. */
  async function lookOut() {
    const until = timer() + longestLook
    for (let quiet = 0; quiet < quietRounds && timer() < until; ) {
      const before = came
      await nextLoop()
      quiet = came === before ? quiet + 1 : 0
    }
  }

  return {
    refuse,
    async run(door, turn) {
      const refused = refuse(door)
      if (refused) throw refused
      await new Promise<void>((enter, giveUp) => {
        waiting.push({ door, since: timer(), enter, giveUp })
        void letIn()
      })
      const began = timer()
      const beside = running
      try {
        return await turn()
      } finally {
        const now = timer()
        // With others waiting, what counts is how soon one is done after another; else what this one took of the common time.
        const took = lastDone === null ? (now - began) / Math.max(beside, running) : now - lastDone
        perTurn += weight * (took - perTurn)
        running--
        lastDone = waiting.length > 0 ? now : null
        void letIn()
      }
    }
  }
}

/** Until what was let in has done all that it can do without the disk or the network. */
const untilItWaits = () => new Promise<void>(resolve => queueMicrotask(() => process.nextTick(resolve)))
