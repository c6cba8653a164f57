import type { Assertion } from './cue.js'
import type { CareCardKey } from './red-flag.js'
import type { Urgency } from './urgency.js'

/** A sign seen in the text. `start` and `end` are offsets into the utterance as it was written. */
export interface Finding {
  flag: string
  urgency: Exclude<Urgency, 'none'>
  card: CareCardKey
  start: number
  end: number
  words: string
  /** The pattern that found it. */
  pattern: string
  assertion: Assertion
  /** Whose sign it is. Another person's present sign keeps its urgency. */
  person: 'self' | 'other'
  /** Why it is asserted so: the cue or rule, in words, for `--explain`. */
  because: string
}

/** What triage says of one utterance. `urgency` is the highest of the present findings, `flags` their ids, worst first. */
export interface Assessment {
  urgency: Urgency
  flags: string[]
  findings: Finding[]
  /** An emergency that the message may tell of, not surely enough to be raised: it is worth a question. */
  doubt?: string
}
