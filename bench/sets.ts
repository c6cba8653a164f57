import { type Labelled, outside, type Split, splitFaq, splitIntents } from './few-shot.js'
import { botsIn, isReadable, readFaq, readJson, readLabelled } from './set-files.js'

/** How many near out-of-scope FAQs `stackfaq-near-oos` takes out. */
const nearOutside = 40

type Read = (data: string, name: string, keep: number | null, seed: number) => Split

interface SetKind {
  /** The set's name; hint3 stands for one set a bot: hint3-curekart. */
  name: string
  /** Where its files lie below the folder that --data names. */
  files(name: string): string[]
  /** What is run when no number of utterances is asked for; null = all of them. */
  keeps: (number | null)[]
  read: Read
}

const stackFaqFile = 'stackfaq/stackExchange-FAQ.json'
const readStackFaq =
  (held: number): Read =>
  (data, _name, keep, seed) =>
    splitFaq(readFaq(data, stackFaqFile), keep ?? Number.POSITIVE_INFINITY, held, seed)

const botOf = (name: string) => name.slice('hint3-'.length)

const kinds: SetKind[] = [
  {
    name: 'hint3',
    files: name => [`hint3/${botOf(name)}_train.csv`, `hint3/${botOf(name)}_test.csv`],
    keeps: [null],
    read: (data, name, keep, seed) => {
      const [train, test] = ['train', 'test'].map(part => readLabelled(data, `hint3/${botOf(name)}_${part}.csv`))
      return splitIntents(train!, test!, keep, seed)
    }
  },
  {
    name: 'clinc150',
    files: () => ['clinc150/data_full.json'],
    keeps: [5, 10, null],
    read: (data, _name, keep, seed) => {
      const file = readJson<Record<'train' | 'test' | 'oos_test', Labelled[]>>(data, 'clinc150/data_full.json')
      return splitIntents(
        file.train,
        [...file.test, ...file.oos_test.map(([text]): Labelled => [text, outside])],
        keep,
        seed
      )
    }
  },
  {
    name: 'banking77',
    files: () => ['banking77/train.csv', 'banking77/test.csv'],
    keeps: [10],
    read: (data, _name, keep, seed) =>
      splitIntents(readLabelled(data, 'banking77/train.csv'), readLabelled(data, 'banking77/test.csv'), keep, seed)
  },
  { name: 'stackfaq', files: () => [stackFaqFile], keeps: [0, 3], read: readStackFaq(0) },
  { name: 'stackfaq-near-oos', files: () => [stackFaqFile], keeps: [3], read: readStackFaq(nearOutside) }
]

/** One run of the bench: a set with so many known utterances an entry (null = all). */
export interface Run {
  set: string
  keep: number | null
}

/** The standard runs of one set, or of all that lie in the folder; `missing` names the files that others would need. */
export function listRuns(data: string): { runs: Run[]; missing: string[] } {
  const names = kinds.flatMap(({ name }) => (name === 'hint3' ? botsIn(data) : [name]))
  const runs: Run[] = []
  const missing: string[] = names.some(name => name.startsWith('hint3-')) ? [] : ['hint3/<bot>_train.csv']
  for (const set of names) {
    const absent = missingFiles(data, set)
    if (absent.length > 0) missing.push(...absent)
    else for (const keep of kindOf(set)!.keeps) runs.push({ set, keep })
  }
  return { runs, missing: [...new Set(missing)] }
}

/** "clinc150" -> its standard runs; "clinc150:10" and "clinc150:all" -> that one. Null for a name that is no set. */
export function parseSet(text: string): Run[] | null {
  const [, set, keep] = /^([^:]+)(?::(\d+|all))?$/.exec(text) ?? []
  const kind = kindOf(set ?? '')
  if (!kind || !set) return null
  if (keep === undefined) return kind.keeps.map(one => ({ set, keep: one }))
  return [{ set, keep: keep === 'all' ? null : Number(keep) }]
}

export const setNames = kinds.map(({ name }) => (name === 'hint3' ? 'hint3-<bot>' : name))

export function missingFiles(data: string, set: string): string[] {
  return kindOf(set)!
    .files(set)
    .filter(file => !isReadable(data, file))
}

export function readSet(data: string, { set, keep }: Run, seed: number): Split {
  return kindOf(set)!.read(data, set, keep, seed)
}

function kindOf(set: string): SetKind | undefined {
  return kinds.find(({ name }) => (name === 'hint3' ? /^hint3-\w+$/.test(set) : name === set))
}
