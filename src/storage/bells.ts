/** Who wants to know of which conversation, in this process. */
export interface Bells {
  watch(conversation: string, ring: () => void): () => void
  ring(conversation: string): void
  size(): number
}

export function createBells(): Bells {
  const watchers = new Map<string, Set<() => void>>()

  return {
    watch(conversation, ring) {
      const rings = watchers.get(conversation) ?? new Set()
      watchers.set(conversation, rings.add(ring))
      return () => {
        rings.delete(ring)
        if (rings.size === 0 && watchers.get(conversation) === rings) watchers.delete(conversation)
      }
    },
    ring(conversation) {
      for (const ring of watchers.get(conversation) ?? []) ring()
    },
    size: () => watchers.size
  }
}
