import { z } from 'zod'
import type { Heard } from './context.js'

const Feedback = z.object({
  actionName: z.literal('feedback'),
  actionValue: z.object({ reaction: z.enum(['like', 'dislike']), feedback: z.string().max(4000).nullish() })
})
const FeedbackWords = z.object({ feedbackText: z.string() })
const CardAction = z.object({
  action: z.object({ data: z.object({ msteams: z.object({ value: z.string().max(200) }) }) })
})

/**
 * What somebody says by an invoke: Teams' own thumbs under a message and the words in their form, or a button of a card.
 * The words are read like any message: a sign may stand in them. Every other invoke says nothing to us.
 */
export function readInvoke({ name, value }: Heard): string[] {
  if (name === 'message/submitAction') {
    const { data } = Feedback.safeParse(value)
    if (!data) return []
    const words = readWords(data.actionValue.feedback ?? '')
    return [data.actionValue.reaction === 'like' ? '👍' : '👎', ...(words ? [words] : [])]
  }
  const said = name === 'adaptiveCard/action' ? CardAction.safeParse(value).data?.action.data.msteams.value.trim() : ''
  return said ? [said] : []
}

/** Teams sends the form's content as JSON in a string, {"feedbackText":"..."}; Agents Playground sends the words alone. */
function readWords(content: string): string {
  let form: unknown
  try {
    form = JSON.parse(content)
  } catch {
    return content.trim()
  }
  return FeedbackWords.safeParse(form).data?.feedbackText.trim() ?? ''
}
