import type { Activity } from 'botbuilder'

/** What a channel takes in one message. */
export interface Limits {
  characters: number
  buttons: number
}

/**
 * By the channels' own documents: Slack cuts a text at 4,000 and shows 5 buttons of a message, Telegram takes 4,096, Facebook 2,000
 * and 13 quick replies, LINE 5,000 and 13, a long text message 1,600, Teams 28 kB with card and envelope.
 */
const limits: Record<string, Limits> = {
  msteams: { characters: 20_000, buttons: 24 },
  slack: { characters: 4000, buttons: 5 },
  telegram: { characters: 4096, buttons: 12 },
  facebook: { characters: 2000, buttons: 13 },
  line: { characters: 5000, buttons: 13 },
  sms: { characters: 1600, buttons: 0 }
}

const web: Limits = { characters: Number.POSITIVE_INFINITY, buttons: Number.POSITIVE_INFINITY }
const unknown: Limits = { characters: 4000, buttons: 5 }

export const limitsOf = (channelId: string): Limits =>
  ['directline', 'webchat', 'emulator'].includes(channelId)
    ? web
    : Object.hasOwn(limits, channelId)
      ? limits[channelId]!
      : unknown

/** A text that is too long comes in several messages, in order; card and buttons stand under the last. */
export function fitInto(message: Partial<Activity>, { characters }: Limits): Partial<Activity>[] {
  const { text = '', attachments, suggestedActions, ...same } = message
  if (text.length <= characters) return [message]
  const parts = split(text, characters)
  return parts.map((part, index) => (index < parts.length - 1 ? { ...same, text: part } : { ...message, text: part }))
}

/** Cut after a paragraph if there is one, else after a line, a sentence, a word: "... once a week.", "By four weeks ...". */
function split(text: string, most: number): string[] {
  const parts: string[] = []
  let rest = text
  while (rest.length > most) {
    const head = rest.slice(0, most)
    // A cut that leaves next to nothing in the first message is no good one.
    const at = ['\n\n', '\n', '. ', ' ']
      .map(mark => head.lastIndexOf(mark) + (mark === '. ' ? 1 : 0))
      .find(place => place > most / 3)
    parts.push(rest.slice(0, at ?? most).trimEnd())
    rest = rest.slice(at ?? most).trimStart()
  }
  return [...parts, rest]
}
