import type { StoredActivity } from './store.js'

/** `last` is the newest sequence number; `news` is what was just written, when this process wrote it, else empty. */
export type Ring = (last: number, news: StoredActivity[]) => void

/** Who wants to know of which conversation, in this process. */
export interface Bells {
  watch(conversation: string, ring: Ring): () => void
  ring(conversation: string, last: number, news?: StoredActivity[]): void
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
    ring(conversation, last, news = []) {
      for (const ring of watchers.get(conversation) ?? []) ring(last, news)
    },
    size: () => watchers.size
  }
}
