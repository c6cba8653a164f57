import type { Conversation, Waiting } from '../domain/conversation.js'
import type { Decided } from '../domain/decided.js'
import type { KnowledgeBase } from '../domain/knowledge-base.js'
import type { Part } from '../domain/reply.js'
import type { Say } from './wording.js'

/** The yes/no question that we wait for an answer to, in words. Empty when nothing is asked. */
export type Ask = (decided: Decided, after: Conversation) => Part[]

export function createAsk({ clinic, messages, unclear }: KnowledgeBase, say: Say): Ask {
  const questions = new Map(unclear.questions.map(question => [question.id, question]))
  const text = (sentence: string): Part => ({ kind: 'text', text: sentence })

  function askSign(
    { questions: [id], person }: Extract<Waiting, { for: 'sign' }>,
    { verdict, denied }: Decided
  ): Part[] {
    const asked = questions.get(id!)
    if (!asked) return []
    const again = verdict.decision !== 'clarify' && verdict.decision !== 'see-a-doctor'
    const lead = messages.unclear[denied.length > 0 ? 'lead-next' : again ? 'lead-again' : 'lead']
    return [text(say(lead, { question: person === 'other' ? asked['ask-other'] : asked.ask }))]
  }

  // Who was told to see somebody hears it again before booking; the list is the article's own.
  function askCheck(again: boolean, { verdict }: Decided, { urgency }: Conversation): Part[] {
    const told = (urgency === 'gp' || urgency === 'wait') && verdict.decision !== 'see-a-doctor' && !again
    return [
      ...(told ? [text(say(messages.book['lead-after'][urgency]))] : []),
      text(
        [messages.book[again ? 'check-again' : 'check'], ...clinic.booking.asks.map(item => `- ${item}`)].join('\n')
      ),
      text(messages.book['check-source'])
    ]
  }

  return (decided, after) => {
    const { waiting } = decided
    if (waiting?.for === 'sign') return askSign(waiting, decided)
    return waiting?.step === 'check' ? askCheck(waiting.asides > 0, decided, after) : []
  }
}
