import type { Choice } from '../domain/choice.js'
import type { Entry } from '../domain/entry.js'
import type { PickTable } from '../domain/intent.js'
import type { Button, Messages } from '../domain/messages.js'
import { pickOption } from './pick-option.js'

/** Which of the last reply's buttons an utterance means: by its words, its number or its place. Null when none. */
export type Pick = (text: string, offered: Choice[]) => Choice | null

export function createPick(entries: Map<string, Entry>, { buttons }: Messages, table: PickTable): Pick {
  const labelOf = (choice: Choice) =>
    'entry' in choice
      ? (entries.get(choice.entry)?.question ?? '')
      : buttons[('intent' in choice ? choice.intent : choice.answer) as Button]
  return (text, offered) => {
    const index = pickOption(text, offered.map(labelOf), table)
    return index === null ? null : offered[index]!
  }
}
