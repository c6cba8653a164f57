import Fuse from 'fuse.js'

/** fuse.js as it comes: the whole question as one bitap pattern against each phrasing. */
export default {
  name: 'fuse',
  bounded: true,
  slow: true,
  /** @param {import('../matcher.js').Entry[]} entries */
  train(entries) {
    const texts = entries.flatMap(({ id, question, phrasings }) => [question, ...phrasings].map(text => ({ id, text })))
    const fuse = new Fuse(texts, { keys: ['text'], includeScore: true })
    /** @param {string} text */
    return text => fuse.search(text).map(({ item, score }) => ({ entry: item.id, score: 1 - (score ?? 1) }))
  }
}
