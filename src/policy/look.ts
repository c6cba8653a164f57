import type { Assessment } from '../domain/assessment.js'
import type { Ranking } from '../domain/candidate.js'
import type { Conversation } from '../domain/conversation.js'
import { bookingEntry } from '../domain/entry.js'
import type { IntentId } from '../domain/intent.js'
import type { KnowledgeBase } from '../domain/knowledge-base.js'
import type { Turn } from '../domain/turn.js'
import { hearSign } from './ask-unclear.js'
import { hearCheck } from './book.js'
import { createReadInContext } from './context.js'
import { leaveOutDenied } from './leave-out-denied.js'
import type { Notice } from './notice.js'
import { createRecogniseLanguage } from './other-language.js'
import { hearOverMessages } from './over-messages.js'
import { createPick } from './pick.js'
import { createReadAnswer } from './read-answer.js'
import { createRecognise } from './recognise.js'
import type { Seen } from './seen.js'
import { splitQuestions } from './split.js'
import { takeBack } from './take-back.js'
import { asks } from './wait.js'

/** The parts that the assistant is handed: what is dangerous in a text, what is unclear, and which entries fit it. */
export interface Skills {
  assess: (text: string) => Assessment
  /** The same by rules alone: for what is put together of several messages. */
  assessByRules: (text: string) => Assessment
  notice: Notice
  rank: (text: string) => Ranking
}

/** "can I come on Tuesday" beside another question is answered like "how do I book". */
const toBooking = {
  outcome: 'answer' as const,
  candidates: [{ entry: bookingEntry, confidence: 1 }],
  outside: null,
  about: null,
  leaning: false
}

/** "Hi, how long is it? Thanks" is one question. */
const courtesies: (IntentId | null)[] = ['greet', 'thank', 'goodbye', 'acknowledge']

/** Everything that is seen in a turn, before anything is decided. */
export function createLook(base: KnowledgeBase, { assess, assessByRules, notice, rank }: Skills) {
  const recognise = createRecognise(base.intents)
  const recogniseLanguage = createRecogniseLanguage(base.otherLanguages)
  const readAnswer = createReadAnswer(base.intents.answers)
  const entries = new Map(base.entries.map(entry => [entry.id, entry]))
  const pick = createPick(entries, base.messages, base.intents.picks)
  const readInContext = createReadInContext(rank, entries, base.intents['follow-up'], base.lexicon['stop-words'])

  const isCourtesy = (piece: string) => courtesies.includes(recognise(piece))

  return (turn: Turn, conversation: Conversation): Seen => {
    const pressed = pick(turn.utterance.text, conversation.offered)
    const picked = pressed?.choice ?? null
    // "2" says what the second button says: a click, its words and its number are the same message.
    const text = pressed?.label || turn.utterance.text
    const intent = picked && 'intent' in picked ? picked.intent : recognise(text)
    const asked = asks(conversation)
    const answer = picked && 'answer' in picked ? picked.answer : readAnswer(text, asked)
    const answering = asked && answer !== null
    const told = assess(text)
    const assessment = answering
      ? hearCheck(hearSign(told, conversation, answer, base.unclear, base.redFlags.flags), conversation, answer)
      : picked || intent
        ? told
        : hearOverMessages(told, text, conversation, assessByRules)
    const ranked: Seen['ranked'] = { ranking: null }
    return {
      turn,
      conversation,
      assessment,
      unclear: notice(text, told.doubt),
      intent,
      answer,
      language: recogniseLanguage(text),
      picked,
      takenBack: answering ? [] : takeBack(conversation, assessment, intent),
      ranked,
      rank: () => (ranked.ranking ??= readInContext(leaveOutDenied(text, told), conversation)),
      ways: () => splitQuestions(leaveOutDenied(text, told), base.intents.several, isCourtesy),
      rankPiece: (piece, after) =>
        recognise(piece) === 'book'
          ? { ...toBooking, read: piece }
          : readInContext(piece, after === null ? conversation : { ...conversation, lastEntries: [after] }),
      kinds: base.intents.several.kinds,
      entries
    }
  }
}
