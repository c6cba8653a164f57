import { InputError } from './bench-error.js'
import type { Matcher, Peer, Scored } from './matcher.js'
import { chooseThreshold } from './threshold.js'

/** The public libraries beside ours, one file each in peers/. */
export const peerNames = ['fuse', 'fuse-tokens', 'minisearch', 'nlpjs']

/** As many candidates as our own matcher shows. */
const shown = 5

export async function loadPeer(name: string): Promise<Matcher> {
  try {
    const { default: peer } = await import(`./peers/${name}.mjs`)
    return createMatcher(peer)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ERR_MODULE_NOT_FOUND') throw error
    throw new InputError(
      `The packages of "${name}" are not installed: run "npm ci --prefix bench", or measure ours alone with --matchers ask-the-clinic.`
    )
  }
}

/** Gives a peer its threshold. The time for that is the bench's own and does not count as building. */
function createMatcher(peer: Peer): Matcher {
  return {
    ...peer,
    train: async entries => {
      const threshold = await chooseThreshold(peer, entries)
      const started = performance.now()
      const rank = await peer.train(entries)
      const buildMs = performance.now() - started
      const ask = async (text: string) => {
        const candidates = firstOfEach(await rank(text))
        const refused = candidates.length === 0 || candidates[0]!.score < threshold
        return { outcome: refused ? ('fallback' as const) : ('answer' as const), candidates }
      }
      return { ask, buildMs }
    }
  }
}

/** Hits come best first and name an entry once a phrasing: its best hit counts. */
export function firstOfEach(hits: Scored[]): Scored[] {
  const candidates: Scored[] = []
  const seen = new Set<string>()
  for (const hit of hits) {
    if (seen.has(hit.entry)) continue
    seen.add(hit.entry)
    if (candidates.push(hit) === shown) break
  }
  return candidates
}
