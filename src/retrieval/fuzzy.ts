import Fuse from 'fuse.js'
import type { TrainMember } from './member.js'

/** Above this many examples a search takes longer than it is worth. */
const most = 1500
/** Strange words looked up in one question: a message of nothing else is not a typo. */
const longest = 6

/**
 * The fuzzy member: fuse.js token search (tf-idf with a bitap search for each word), asked only for the words of a
 * question that no example has ("offen", "apointment"). For the other words the other members see better.
 */
export const trainFuzzy: TrainMember = (labels, examples) => {
  const known = new Set(examples.flatMap(example => example.question.words))
  const inside = examples.filter(example => !labels[example.label]!.outside)
  const fuse =
    inside.length > most
      ? null
      : new Fuse(
          inside.map(example => example.question.words.join(' ')),
          { useTokenSearch: true, tokenize: /\S+/g, threshold: 0.3, ignoreLocation: true, includeScore: true }
        )
  return {
    score: ({ words }) => {
      const scores = new Float64Array(labels.length)
      const strange = words.filter(word => word.length > 3 && !known.has(word)).slice(0, longest)
      if (!fuse || strange.length === 0) return scores
      for (const { refIndex, score } of fuse.search(strange.join(' '))) {
        const { label } = inside[refIndex]!
        scores[label] = Math.max(scores[label]!, 1 - (score ?? 1))
      }
      return scores
    }
  }
}
