import type { Matcher, Member } from './member.js'
import { createReadWords } from './question.js'

const k1 = 1.2
const b = 0.6

interface Postings {
  labels: number
  /** For each stem the labels that have it, with their weights. */
  stems: Map<string, [label: number, weight: number][]>
}

/** BM25 (Robertson and Zaragoza 2009) with one document a label: all its questions. */
export const bm25: Matcher<Postings> = {
  name: 'bm25',
  weight: 0.6,
  train: (labels, examples) => {
    const documents: string[][] = labels.map(() => [])
    for (const { label, question } of examples) documents[label]!.push(...question.keys)
    return index(documents)
  },
  open: search
}

/** BM25 over the answers: with few ways of asking, the answer's own words tell what it is about. */
export const answers: Matcher<Postings> = {
  name: 'answers',
  weight: 0.45,
  train: labels => {
    const read = createReadWords()
    return index(labels.map(({ answer }) => read(answer).keys))
  },
  open: search
}

function index(documents: string[][]): Postings {
  const mean = documents.reduce((sum, { length }) => sum + length, 0) / Math.max(documents.length, 1)
  const stems = new Map<string, [label: number, weight: number][]>()
  documents.forEach((document, label) => {
    const counts = new Map<string, number>()
    for (const stem of document) counts.set(stem, (counts.get(stem) ?? 0) + 1)
    for (const [stem, count] of counts) {
      const weight = (count * (k1 + 1)) / (count + k1 * (1 - b + (b * document.length) / mean))
      const list = stems.get(stem)
      if (list) list.push([label, weight])
      else stems.set(stem, [[label, weight]])
    }
  })
  return { labels: documents.length, stems }
}

function search({ labels, stems }: Postings): Member {
  return {
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
  }
}
