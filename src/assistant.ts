import type { Decided } from './domain/decided.js'
import type { KnowledgeBase } from './domain/knowledge-base.js'
import type { Reply } from './domain/reply.js'
import type { Respond } from './domain/respond.js'
import type { Settings } from './domain/settings.js'
import type { Trace } from './domain/trace.js'
import { advance, remember } from './policy/advance.js'
import { decide } from './policy/decide.js'
import { createLook, type Skills } from './policy/look.js'
import type { Seen } from './policy/seen.js'
import { createCompose } from './replies/compose.js'
import { composePausedLine, composeSafetyLine } from './replies/safety-line.js'

export type { Skills }

/**
 * One turn, from utterance to reply: look (assess, recognise, rank) -> decide -> advance -> compose.
 * Whatever throws, the person gets the safety line, and the conversation stays as it was.
 */
export function createRespond(base: KnowledgeBase, skills: Skills, settings: Settings): Respond {
  const look = createLook(base, skills)
  const compose = createCompose(base, settings)
  const safetyLine = composeSafetyLine(base.clinic, base.messages)

  return (turn, conversation) => {
    try {
      const seen = look(turn, conversation)
      const decided = decide(seen)
      const after = advance(seen, decided)
      const reply = compose(decided, seen.assessment, after)
      return { reply, conversation: remember(after, reply), trace: trace(seen, decided, reply) }
    } catch {
      return { reply: safetyLine, conversation, trace: unread('something failed') }
    }
  }
}

function trace({ assessment, unclear, intent, ranked: { ranking } }: Seen, decided: Decided, reply: Reply): Trace {
  const { verdict, rule } = decided
  const entry = reply.entries[0] ?? null
  const confidence = entry === null ? null : verdict.decision === 'answer' ? verdict.entries[0]!.confidence : 1
  const candidates = ranking?.candidates ?? (entry === null ? [] : [{ entry, confidence: 1 }])
  return {
    assessment,
    unclear,
    intent,
    ranking,
    read: ranking?.read ?? null,
    about: ranking?.about ?? null,
    decision: verdict.decision,
    rule,
    entry,
    confidence,
    candidates,
    feedback: decided.feedback
  }
}

/** The assistant switched off: one line for whatever comes; nothing is read and nothing remembered. */
export function createPausedRespond({ clinic, messages }: KnowledgeBase): Respond {
  const reply = composePausedLine(clinic, messages)
  return (_, conversation) => ({ reply, conversation, trace: unread('paused') })
}

const unread = (rule: string): Trace => ({
  assessment: { urgency: 'none', flags: [], findings: [] },
  unclear: null,
  intent: null,
  ranking: null,
  read: null,
  about: null,
  decision: 'fallback',
  rule,
  entry: null,
  confidence: null,
  candidates: [],
  feedback: null
})
