import Fuse from 'fuse.js'
import type { Matcher } from './member.js'

/** With more words than this a search takes longer than it is worth. */
const most = 8000
/** Strange words looked up in one question: a message of nothing else is not a typo. */
const looked = 4
/** A typo is a word: shorter ones are like too many, longer ones are noise. */
const shortest = 4
const longest = 24

interface Vocabulary {
  labels: number
  /** Every word that an entry is asked with, the labels that have it, and its rarity from 0 (in all) to 1. */
  words: string[]
  owners: number[][]
  rarity: number[]
  known: Set<string>
}

/**
 * The fuzzy member: fuse.js token search, asked only for the words of a question that no example has ("offen",
 * "apointment"). A near word speaks for the labels that have it. For the other words the other members see better.
 */
export const fuzzy: Matcher<Vocabulary> = {
  name: 'fuzzy',
  weight: 0.05,
  train: (labels, examples) => {
    const owners = new Map<string, Set<number>>()
    for (const { label, question } of examples)
      if (!labels[label]!.outside)
        for (const word of question.words)
          if (isWord(word)) owners.set(word, (owners.get(word) ?? new Set()).add(label))
    const kept = owners.size > most ? [] : [...owners]
    return {
      labels: labels.length,
      words: kept.map(([word]) => word),
      owners: kept.map(([, own]) => [...own]),
      rarity: kept.map(([, own]) => 1 - Math.log(own.size) / Math.log(labels.length + 1)),
      known: new Set(examples.flatMap(example => example.question.words))
    }
  },
  open: ({ labels, words: known, owners, rarity, known: all }) => {
    let fuse: Fuse<string> | null = null
    return {
      score: ({ words }) => {
        const scores = new Float64Array(labels)
        const strange = words.filter(word => isWord(word) && !all.has(word)).slice(0, looked)
        if (known.length === 0 || strange.length === 0) return scores
        fuse ??= new Fuse(known, { useTokenSearch: true, tokenize: /\S+/g, threshold: 0.3, includeScore: true })
        for (const { refIndex, score } of fuse.search(strange.join(' ')))
          for (const label of owners[refIndex]!)
            scores[label] = Math.max(scores[label]!, (1 - (score ?? 1)) * rarity[refIndex]!)
        return scores
      }
    }
  }
}

function isWord(word: string): boolean {
  return word.length >= shortest && word.length <= longest
}
