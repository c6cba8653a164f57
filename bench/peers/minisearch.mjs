import MiniSearch from 'minisearch'
import { stem } from 'porter2'

/**
 * MiniSearch (BM25+ over an inverted index), words cut to their Porter2 stems. A document an entry with all its phrasings
 * scores up to fifteen points higher than one a phrasing; the answer helps where there is one, at a third of the weight.
 */
export default {
  name: 'minisearch',
  bounded: false,
  slow: false,
  /** @param {import('../matcher.js').Entry[]} entries */
  train(entries) {
    const index = new MiniSearch({
      fields: ['asked', 'answer'],
      processTerm: word => stem(word.toLowerCase()),
      searchOptions: { boost: { answer: 0.3 } }
    })
    index.addAll(
      entries.map(({ id, question, phrasings, answer = '' }) => ({
        id,
        asked: [question, ...phrasings].join('\n'),
        answer
      }))
    )
    /** @param {string} text */
    return text => index.search(text).map(({ id, score }) => ({ entry: id, score }))
  }
}
