import type { Matcher } from './member.js'
import { createReadWords } from './question.js'

const k1 = 1.2
const b = 0.6
/** The answer's words count less than what people ask. */
const answerShare = 0.3

interface Postings {
  labels: number
  /** For each stem the labels that have it, with their weights. */
  stems: Map<string, [label: number, weight: number][]>
}

/** BM25 (Robertson and Zaragoza 2009) with one document a label: all its questions and, lighter, its answer. */
export const bm25: Matcher<Postings> = {
  name: 'bm25',
  weight: 0.6,
  train: (labels, examples) => {
    const readAnswer = createReadWords()
    const documents = labels.map(({ answer }) => {
      const counts = new Map<string, number>()
      for (const stem of readAnswer(answer).keys) counts.set(stem, (counts.get(stem) ?? 0) + answerShare)
      return counts
    })
    for (const { label, question } of examples)
      for (const stem of question.keys) documents[label]!.set(stem, (documents[label]!.get(stem) ?? 0) + 1)
    const lengths = documents.map(counts => [...counts.values()].reduce((sum, count) => sum + count, 0))
    const mean = lengths.reduce((sum, length) => sum + length, 0) / Math.max(labels.length, 1)
    const postings = new Map<string, [label: number, weight: number][]>()
    documents.forEach((counts, label) => {
      for (const [stem, count] of counts) {
        const weight = (count * (k1 + 1)) / (count + k1 * (1 - b + (b * lengths[label]!) / mean))
        const list = postings.get(stem)
        if (list) list.push([label, weight])
        else postings.set(stem, [[label, weight]])
      }
    })
    return { labels: labels.length, stems: postings }
  },
  open: ({ labels, stems }) => ({
    score: question => {
      const scores = new Float64Array(labels)
      let reachable = 0
      for (const stem of new Set(question.keys)) {
        const list = stems.get(stem) ?? []
        const idf = Math.log(1 + (labels - list.length + 0.5) / (list.length + 0.5))
        reachable += idf * (k1 + 1)
        for (const [label, weight] of list) scores[label]! += idf * weight
      }
      // As a share of what a document with every word could reach: a word that nobody knows speaks against all.
      return reachable > 0 ? scores.map(score => score / reachable) : scores
    }
  })
}
