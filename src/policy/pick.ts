import type { Choice } from '../domain/choice.js'
import type { Entry } from '../domain/entry.js'
import type { PickTable } from '../domain/intent.js'
import type { Button, Messages } from '../domain/messages.js'
import { pickOption } from './pick-option.js'

/** Which of the last reply's buttons an utterance means, by its words, its number or its place, and what that button says. */
export type Pick = (text: string, offered: Choice[]) => { choice: Choice; label: string } | null

export function createPick(entries: Map<string, Entry>, { buttons, feedback }: Messages, table: PickTable): Pick {
  function labelOf(choice: Choice): string {
    if ('entry' in choice) return entries.get(choice.entry)?.question ?? ''
    if ('reason' in choice) return feedback.reasons.find(({ id }) => id === choice.reason)?.label ?? ''
    return buttons[('intent' in choice ? choice.intent : choice.answer) as Button]
  }
  return (text, offered) => {
    const labels = offered.map(labelOf)
    const questions = offered.flatMap((choice, at) => ('entry' in choice ? [at] : []))
    // Where nothing is a question ("Yes", "No"), places count what there is.
    const placed = questions.length > 0 ? questions : labels.map((_, at) => at)
    const index = pickOption(text, labels, placed, table)
    return index === null ? null : { choice: offered[index]!, label: labels[index]! }
  }
}
