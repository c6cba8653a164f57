import type { Seen, Step } from './seen.js'

/** Thumbs and reasons judge the last entry that was shown; without one there is nothing to judge. */
export function takeFeedback({ intent, picked, conversation }: Seen): Step | null {
  const [entry] = conversation.lastEntries
  const reason = picked && 'reason' in picked ? picked.reason : null
  const thumb = intent === 'helpful' || intent === 'not-helpful' ? intent : null
  const mark = reason ?? thumb
  if (mark === null) return null
  if (entry === undefined)
    return { verdict: { decision: 'small-talk', say: thumb === 'not-helpful' ? 'heard' : 'thank' } }
  return { verdict: { decision: 'small-talk', say: thumb ?? 'reason' }, feedback: { entry, mark } }
}
