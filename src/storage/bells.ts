import type { StoredActivity } from './store.js'

/** Told what was just written, when this process wrote it; empty when that is to be read. */
export type Ring = (news: StoredActivity[]) => void

/** Who wants to know of which conversation, in this process. */
export interface Bells {
  watch(conversation: string, ring: Ring): () => void
  ring(conversation: string, news?: StoredActivity[]): void
  size(): number
}

export function createBells(): Bells {
  const watchers = new Map<string, Set<Ring>>()

  return {
    watch(conversation, ring) {
      const rings = watchers.get(conversation) ?? new Set()
      watchers.set(conversation, rings.add(ring))
      return () => {
        rings.delete(ring)
        if (rings.size === 0 && watchers.get(conversation) === rings) watchers.delete(conversation)
      }
    },
    ring(conversation, news = []) {
      for (const ring of watchers.get(conversation) ?? []) ring(news)
    },
    size: () => watchers.size
  }
}
