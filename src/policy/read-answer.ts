import type { AnswerTable, YesNo } from '../domain/answer.js'
import { tokenise } from '../text/tokenise.js'

/** Reads the answer to a yes/no question; null when the message is none. Unless one was `asked`, only a bare "no" is a no. */
export type ReadAnswer = (text: string, asked: boolean) => YesNo | null

/** A longer message tells something of its own. */
const longest = 20

/** "yeah a bit" -> yes; "no idea" -> unsure, for the longest phrase counts; "no, but it feels odd" -> unsure. */
export function createReadAnswer({ yes, no, unsure, doubt }: AnswerTable): ReadAnswer {
  const whole = new Map<string, YesNo>()
  const beginnings = new Map<string, YesNo>()
  for (const [answer, phrases] of Object.entries({ yes, no, unsure }) as [YesNo, string[]][])
    for (const phrase of phrases) {
      whole.set(keyOf(phrase), answer)
      if (phrase.endsWith('...')) beginnings.set(keyOf(phrase), answer)
    }
  const doubts = new Set(doubt)

  return (text, asked) => {
    const exact = whole.get(keyOf(text))
    if (exact || !asked) return exact ?? null
    const words = wordsOf(text)
    // "no how long is a session?" says no and asks something: it is read as a question.
    if (words.length > longest || text.trimEnd().endsWith('?')) return null
    for (let length = words.length - 1; length > 0; length--) {
      const answer = beginnings.get(words.slice(0, length).join(' '))
      if (answer) return answer === 'no' && words.some(word => doubts.has(word)) ? 'unsure' : answer
    }
    return null
  }
}

function wordsOf(text: string): string[] {
  return tokenise(text).map(token => token.word)
}

/** Words folded; a sign without words ("✅") as it is. */
function keyOf(phrase: string): string {
  return wordsOf(phrase).join(' ') || phrase.trim()
}
