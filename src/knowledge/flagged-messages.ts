import { FlaggedMessage } from '../domain/flagged-message.js'
import type { RedFlag } from '../domain/red-flag.js'
import type { Problem } from './problem.js'

export const flaggedMessagesFile = 'en/flagged-messages.jsonl'

/** Reads the messages, one JSON object a line; every line that is wrong goes to `problems`. A folder may be without the file. */
export function parseFlaggedMessages(text: string, flags: readonly RedFlag[], problems: Problem[]): FlaggedMessage[] {
  const rows = new Set(flags.map(flag => flag.id))
  const lines = new Map<string, number>()
  return text.split('\n').flatMap((line, index) => {
    if (line.trim() === '') return []
    const wrong = (message: string) => {
      problems.push({ file: flaggedMessagesFile, line: index + 1, message })
      return []
    }
    const read = FlaggedMessage.safeParse(parseJson(line))
    if (!read.success)
      return wrong(
        'this is no message: write {"text": "...", "urgency": "none, wait, gp, urgent or emergency", "flags": [...]}'
      )
    const { text: said, urgency, flags: told } = read.data
    const before = lines.get(said.toLowerCase())
    if (before !== undefined) return wrong(`the message stands in line ${before} already: leave one out`)
    lines.set(said.toLowerCase(), index + 1)
    const unknown = told.find(flag => !rows.has(flag))
    if (unknown !== undefined) return wrong(`red-flags.yaml has no row "${unknown}": correct the name`)
    if ((urgency === 'none') !== (told.length === 0))
      return wrong(
        'a message with a sign names its row under "flags", one without has the urgency "none": correct either'
      )
    return [read.data]
  })
}

function parseJson(line: string): unknown {
  try {
    return JSON.parse(line)
  } catch {
    return undefined
  }
}
