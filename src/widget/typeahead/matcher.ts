import Fuse from 'fuse.js/basic'

/** What somebody has typed so far, to the questions that it may become, best first. */
export type Matcher = (typed: string) => string[]

const most = 3
/** Fuse.js looks for no longer pattern in one piece. */
const longest = 32

/**
 * Finds each typed word on its own, because fuse.js alone wants the whole text in one place: "how session" is found in "How
 * long does a session last?". A word of five letters or more may have two slips in five ("ofetn"); in a shorter one they
 * would make too many others of it. The smallest sum of scores comes first.
 */
export function createMatcher(questions: string[]): Matcher {
  const fuseWith = (threshold: number) => new Fuse(questions, { includeScore: true, ignoreLocation: true, threshold })
  const exact = fuseWith(0)
  const lenient = fuseWith(0.4)
  return typed => {
    let sums: Map<string, number> | null = null
    for (const word of typed.match(/[\p{L}\p{N}]{2,}/gu) ?? []) {
      const found = new Map<string, number>()
      for (const { item, score = 0 } of (word.length < 5 ? exact : lenient).search(word.slice(0, longest)))
        if (!sums || sums.has(item)) found.set(item, score + (sums?.get(item) ?? 0))
      sums = found
    }
    return [...(sums ?? [])]
      .sort(([, a], [, b]) => a - b)
      .slice(0, most)
      .map(([question]) => question)
  }
}
