import Fuse from 'fuse.js'

/**
 * fuse.js token search: each word apart, weighed by its tf-idf, anywhere in the text. The threshold is tighter than
 * fuse.js's own 0.6, which finds so much that it costs a dozen points.
 */
export default {
  name: 'fuse-tokens',
  bounded: true,
  slow: true,
  /** @param {import('../matcher.js').Entry[]} entries */
  train(entries) {
    const texts = entries.flatMap(({ id, question, phrasings }) => [question, ...phrasings].map(text => ({ id, text })))
    const options = { keys: ['text'], includeScore: true, useTokenSearch: true, ignoreLocation: true, threshold: 0.3 }
    const fuse = new Fuse(texts, options)
    /** @param {string} text */
    return text => fuse.search(text).map(({ item, score }) => ({ entry: item.id, score: 1 - (score ?? 1) }))
  }
}
