import type { KnowledgeBase } from '../domain/knowledge-base.js'
import { normalise } from '../text/normalise.js'
import type { ReadEntry } from './entry.js'
import type { Problem } from './problem.js'

type Tables = Pick<KnowledgeBase, 'clinic' | 'outOfScope' | 'messages' | 'redFlags' | 'unclear' | 'intents' | 'entries'>
type TableName = Exclude<keyof Tables, 'entries'>
type TableReport = (message: string, table: TableName, ...path: (string | number)[]) => void

/**
 * What no single entry can show: ids and phrasings that clash, follow-ups to nowhere, booking against caution. `named` are
 * the ids that files are named after: one broken file must not look like a hundred follow-ups to nowhere.
 */
export function checkEntries(read: ReadEntry[], named: string[], problems: Problem[]): void {
  const ids = new Map<string, string>()
  for (const { entry, lineOf } of read) {
    const first = ids.get(entry.id)
    if (first)
      problems.push({
        file: entry.file,
        line: lineOf('id'),
        message: `the id "${entry.id}" is taken by ${first}: choose another`
      })
    else ids.set(entry.id, entry.file)
  }
  const known = [...new Set([...ids.keys(), ...named])]
  const asked = new Map<string, string>()
  for (const { entry, lineOf } of read) {
    const report = (message: string, ...path: (string | number)[]) =>
      problems.push({ file: entry.file, line: lineOf(...path), message })
    entry.followUps.forEach((id, index) => {
      if (!known.includes(id)) report(`the follow-up "${id}" leads nowhere: ${suggest(id, known)}`, 'follow-ups', index)
      if (id === entry.id) report('the entry follows itself: take its own id out', 'follow-ups', index)
    })
    entry.notFor.forEach(({ entry: id }, index) => {
      if (!known.includes(id)) report(`"${id}" is no entry: ${suggest(id, known)}`, 'not-for', index, 'entry')
      if (id === entry.id)
        report('the question is refused and claimed by the same entry: name the other one', 'not-for', index)
    })
    for (const [text, path] of [
      [entry.question, ['question']] as const,
      ...entry.phrasings.map((text, index) => [text, ['phrasings', index]] as const)
    ]) {
      const owner = asked.get(normalise(text))
      if (owner) report(`“${text}” already stands in ${owner}: one question belongs to one entry`, ...path)
      else asked.set(normalise(text), entry.id)
    }
    if (entry.booking === 'offer' && entry.caution === 'see-doctor')
      report('an entry that sends people to a doctor may not offer booking: set `booking: withhold`', 'booking')
  }
}

/** How many examples of each kind a sign needs before anybody can trust it. */
const examples = [
  ['present', 2, 'in which it is told'],
  ['absent', 2, 'that only look like it'],
  ['negated', 1, 'in which it is denied'],
  ['other', 1, 'in which it is another person’s'],
  ['misspelt', 1, 'as people misspell it']
] as const

/** What the tables say of each other. `lineOf` finds the line of a field in one of them. */
export function checkTables(
  tables: Tables,
  entries: string[],
  lineOf: (table: TableName, ...path: (string | number)[]) => { file: string; line: number },
  problems: Problem[]
): void {
  const report: TableReport = (message, table, ...path) => problems.push({ ...lineOf(table, ...path), message })
  const { clinic, outOfScope, messages, redFlags, intents, entries: read } = tables
  clinic.suggestions.forEach((id, index) => {
    if (!entries.includes(id))
      report(`the suggestion "${id}" is no entry: ${suggest(id, entries)}`, 'clinic', 'suggestions', index)
  })
  for (const role of ['check', 'prepare'] as const)
    if (!entries.includes(clinic.booking[role]))
      report(
        `"${clinic.booking[role]}" is no entry: ${suggest(clinic.booking[role], entries)}`,
        'clinic',
        'booking',
        role
      )
  const asked = read.find(entry => entry.id === clinic.booking.check)
  if (asked && !asked.passage.blocks.some(block => block.kind === 'list'))
    report(`the passage of "${asked.id}" has no list to ask about before booking`, 'clinic', 'booking', 'check')
  const items = asked?.passage.blocks.flatMap(block => (block.kind === 'list' ? block.items : [])) ?? []
  clinic.booking.asks.forEach((words, index) => {
    if (asked && !items[index]?.toLowerCase().includes(words.toLowerCase()))
      report(
        `“${words}” does not stand in item ${index + 1} of the list of "${asked.id}": take words of that item`,
        'clinic',
        'booking',
        'asks',
        index
      )
  })
  if (asked && items.length > clinic.booking.asks.length)
    report(`the list of "${asked.id}" has ${items.length} items: ask each of them`, 'clinic', 'booking', 'asks')
  const owners = new Map(
    read.flatMap(({ id, question, phrasings }) => [question, ...phrasings].map(text => [normalise(text), id] as const))
  )
  outOfScope.kinds.forEach(({ id, reply, examples }, index) => {
    examples.forEach((text, place) => {
      const owner = owners.get(normalise(text))
      if (owner)
        report(
          `“${text}” is answered by ${owner}: take it out here or there`,
          'outOfScope',
          'kinds',
          index,
          'examples',
          place
        )
    })
    if (!(reply in messages.fallback))
      report(
        `"${reply}" is no key under fallback in messages.yaml: write the reply to "${id}" there`,
        'outOfScope',
        'kinds',
        index,
        'reply'
      )
  })
  repeated(
    outOfScope.kinds.map(kind => kind.id),
    (id, index) =>
      report(`the kind "${id}" stands twice: put its examples together`, 'outOfScope', 'kinds', index, 'id')
  )
  repeated(
    redFlags.flags.map(flag => flag.id),
    (id, index) => report(`the sign "${id}" stands twice: put its patterns together`, 'redFlags', 'flags', index, 'id')
  )
  redFlags.flags.forEach((flag, index) => {
    flag.sources.forEach((source, place) => {
      if (!(source in redFlags.sources))
        report(
          `"${source}" is not in \`sources\`: add what it stands for`,
          'redFlags',
          'flags',
          index,
          'sources',
          place
        )
    })
    for (const [kind, least, what] of examples)
      if ((flag[kind]?.length ?? 0) < least)
        report(
          `the sign "${flag.id}" has too few examples under \`${kind}\`: write ${least === 1 ? 'one' : least} ${what}`,
          'redFlags',
          'flags',
          index,
          'id'
        )
    for (const card of [flag.card, flag.raised?.card])
      if (card && !(card in messages['see-a-doctor'].cards))
        report(`there is no card "${card}" in messages.yaml: write its words`, 'redFlags', 'flags', index, 'card')
  })
  checkUnclear(tables, report)
  repeated(
    intents.intents.flatMap(intent => intent.phrases.map(phrase => normalise(phrase) || phrase)),
    phrase => report(`the phrase “${phrase}” stands twice: one phrase means one thing`, 'intents')
  )
}

/** Every question of `unclear.yaml` is about an emergency, and every sign and doubt asks questions that there are. */
function checkUnclear({ unclear, redFlags }: Tables, report: TableReport): void {
  const { questions, signs, doubts } = unclear
  const emergencies = redFlags.flags.filter(one => one.urgency === 'emergency').map(one => one.id)
  const mustBeEmergency = (flag: string, ...path: (string | number)[]) => {
    const cure = suggest(flag, emergencies)
    if (!emergencies.includes(flag)) report(`"${flag}" is no emergency of red-flags.yaml: ${cure}`, 'unclear', ...path)
  }
  const mustBeQuestions = (ids: string[], ...path: (string | number)[]) => {
    for (const id of ids)
      if (!questions.some(question => question.id === id))
        report(`there is no question "${id}": write it under \`questions\``, 'unclear', ...path)
  }
  questions.forEach(({ flag, source }, index) => {
    mustBeEmergency(flag, 'questions', index, 'flag')
    if (!(source in redFlags.sources))
      report(
        `"${source}" is not in \`sources\` of red-flags.yaml: add what it stands for`,
        'unclear',
        'questions',
        index
      )
  })
  for (const [index, { ask }] of signs.entries()) mustBeQuestions(ask, 'signs', index, 'ask')
  for (const [flag, ids] of Object.entries(doubts)) {
    mustBeEmergency(flag, 'doubts', flag)
    mustBeQuestions(ids, 'doubts', flag)
  }
}

function repeated(values: string[], report: (value: string, index: number) => void): void {
  values.forEach((value, index) => {
    if (values.indexOf(value) !== index) report(value, index)
  })
}

function suggest(id: string, known: string[]): string {
  const near = known.find(other => other.startsWith(id.slice(0, 4)) || other.includes(id) || id.includes(other))
  return near ? `did you mean "${near}"?` : 'use the id of an entry, or take it out'
}
