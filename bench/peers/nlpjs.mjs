import { LangEn } from '@nlpjs/lang-en'
import { Nlp } from '@nlpjs/nlp'

/** nlp.js: English stems into one small perceptron an intent, with its "None" feature, which refuses better. */
export default {
  name: 'nlpjs',
  bounded: true,
  slow: false,
  /** @param {import('../matcher.js').Entry[]} entries */
  async train(entries) {
    const nlp = new Nlp({ languages: ['en'], autoSave: false, nlu: { log: false, useNoneFeature: true } })
    nlp.container.use(LangEn)
    for (const { id, question, phrasings } of entries)
      for (const text of [question, ...phrasings]) nlp.addDocument('en', text, id)
    await nlp.train()
    /** @param {string} text */
    return async text => {
      const { classifications } = await nlp.process('en', text)
      return classifications
        .filter(({ intent, score }) => intent !== 'None' && score > 0)
        .map(({ intent, score }) => ({ entry: intent, score }))
    }
  }
}
