import type { Assessment } from './domain/assessment.js'
import type { Ranking } from './domain/candidate.js'
import type { KnowledgeBase } from './domain/knowledge-base.js'
import type { Respond } from './domain/respond.js'
import type { Trace } from './domain/trace.js'
import { advance } from './policy/advance.js'
import { type Decided, decide } from './policy/decide.js'
import { createRecognise } from './policy/recognise.js'
import { createCompose } from './replies/compose.js'
import { composeSafetyLine } from './replies/safety-line.js'

/** The two parts that the assistant is handed: what is dangerous in a text, and which entries fit it. */
export interface Skills {
  assess: (text: string) => Assessment
  rank: (text: string) => Ranking
}

/**
 * One turn, from utterance to reply: assess -> recognise -> rank -> decide -> compose -> advance.
 * Whatever throws, the person gets the safety line, and the conversation stays as it was.
 */
export function createRespond(base: KnowledgeBase, { assess, rank }: Skills, publicUrl: string): Respond {
  const recognise = createRecognise(base.intents)
  const compose = createCompose(base, publicUrl)
  const entries = new Map(base.entries.map(entry => [entry.id, entry]))
  const safetyLine = composeSafetyLine(base.clinic, base.messages)

  return (turn, conversation) => {
    try {
      const { text } = turn.utterance
      const assessment = assess(text)
      const intent = recognise(text)
      let ranking: Ranking | null = null
      const askRank = () => (ranking ??= rank(text))
      const decided = decide({ turn, conversation, assessment, intent, rank: askRank, entries })
      const after = advance(turn, conversation, assessment, decided)
      const reply = compose(decided, assessment, after)
      return {
        reply,
        conversation: after,
        trace: trace(assessment, intent, ranking, decided, reply.entries[0] ?? null)
      }
    } catch {
      const assessment: Assessment = { urgency: 'none', flags: [], findings: [] }
      const failed: Decided = { decision: 'fallback', outside: null, candidates: [], rule: 'something failed' }
      return { reply: safetyLine, conversation, trace: trace(assessment, null, null, failed, null) }
    }
  }
}

function trace(
  assessment: Assessment,
  intent: string | null,
  ranking: Ranking | null,
  decided: Decided,
  entry: string | null
): Trace {
  const confidence = entry === null ? null : decided.decision === 'answer' ? decided.confidence : 1
  const candidates = ranking?.candidates ?? (entry === null ? [] : [{ entry, confidence: 1 }])
  return { assessment, intent, ranking, decision: decided.decision, rule: decided.rule, entry, confidence, candidates }
}
