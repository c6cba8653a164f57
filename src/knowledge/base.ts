import type { z } from 'zod'
import type { Article } from '../domain/article.js'
import { Clinic } from '../domain/clinic.js'
import { CueTable } from '../domain/cue.js'
import { IntentTable } from '../domain/intent.js'
import type { KnowledgeBase } from '../domain/knowledge-base.js'
import { Legal } from '../domain/legal.js'
import { Lexicon } from '../domain/lexicon.js'
import { Messages } from '../domain/messages.js'
import { OtherLanguages } from '../domain/other-languages.js'
import { OutOfScope } from '../domain/out-of-scope.js'
import { RedFlagTable } from '../domain/red-flag.js'
import { UnclearTable } from '../domain/unclear.js'
import { parseArticle } from './article.js'
import { checkEntries, checkTables } from './check.js'
import { type Coverage, measureCoverage } from './coverage.js'
import { parseEntry, type ReadEntry } from './entry.js'
import { flaggedMessagesFile, parseFlaggedMessages } from './flagged-messages.js'
import { type Parsed, parseYaml } from './parse.js'
import { notePhrasings } from './phrasings.js'
import { KnowledgeError, type Problem } from './problem.js'
import { type Files, readFolder } from './read.js'

/** A knowledge folder read whole. `base` is null when there is a problem; `notes` are things still to do that stop nothing. */
export interface Report {
  base: KnowledgeBase | null
  problems: Problem[]
  notes: string[]
  coverage: Coverage[]
}

/** Reads `folder` for one clinic, or throws a KnowledgeError that names every problem with file and line. */
export function loadKnowledge(folder: string, clinic: string): KnowledgeBase {
  return buildBase(readFolder(folder), clinic)
}

/** The same for files that were read already. */
export function buildBase(files: Files, clinic: string): KnowledgeBase {
  const { base, problems } = examineKnowledge(files, clinic)
  if (!base) throw new KnowledgeError(problems)
  return base
}

/** Reads and checks all files, as far as they can be read: all problems at once. */
export function examineKnowledge(files: Files, clinicId: string): Report {
  const problems: Problem[] = []
  const table = <T>(file: string, schema: z.ZodType<T>): Parsed<T> | null => {
    const text = files.get(file)
    if (text !== undefined) return parseYaml(file, text, schema, problems)
    problems.push({ file, line: 1, message: `the file is missing: ${remedy(file, files)}` })
    return null
  }
  const clinicFile = `clinics/${clinicId}.yaml`
  const read = {
    clinic: table(clinicFile, Clinic),
    redFlags: table('en/red-flags.yaml', RedFlagTable),
    cues: table('en/cues.yaml', CueTable),
    unclear: table('en/unclear.yaml', UnclearTable),
    intents: table('en/intents.yaml', IntentTable),
    lexicon: table('en/language.yaml', Lexicon),
    outOfScope: table('en/out-of-scope.yaml', OutOfScope),
    otherLanguages: table('en/other-languages.yaml', OtherLanguages),
    messages: table('en/messages.yaml', Messages),
    legal: table('en/legal.yaml', Legal)
  }
  const articles = readArticles(files, read.clinic, clinicFile, problems)
  const entries = readEntries(files, articles, problems)
  const named = [...files.keys()].filter(isEntry).map(file => file.slice(entryFolder.length, -3))
  checkEntries(entries, named, problems)
  const { clinic, redFlags, cues, unclear, intents, lexicon, outOfScope, otherLanguages, messages, legal } = read
  let base: KnowledgeBase | null = null
  if (
    clinic &&
    redFlags &&
    cues &&
    unclear &&
    intents &&
    lexicon &&
    outOfScope &&
    otherLanguages &&
    messages &&
    legal
  ) {
    base = {
      clinic: clinic.value,
      articles: [...articles.values()],
      entries: entries.map(({ entry }) => entry),
      redFlags: redFlags.value,
      cues: cues.value,
      unclear: unclear.value,
      flaggedMessages: parseFlaggedMessages(files.get(flaggedMessagesFile) ?? '', redFlags.value.flags, problems),
      intents: intents.value,
      lexicon: lexicon.value,
      outOfScope: outOfScope.value,
      otherLanguages: otherLanguages.value,
      messages: messages.value,
      legal: legal.value
    }
    const names = {
      clinic: clinicFile,
      redFlags: 'en/red-flags.yaml',
      unclear: 'en/unclear.yaml',
      intents: 'en/intents.yaml',
      outOfScope: 'en/out-of-scope.yaml',
      messages: 'en/messages.yaml'
    }
    const lineOf = (name: keyof typeof names, ...path: (string | number)[]) => ({
      file: names[name],
      line: read[name]!.lineOf(...path)
    })
    checkTables(base, named, lineOf, problems)
  }
  const coverage = [...articles.values()].map(article =>
    measureCoverage(
      article,
      entries.filter(({ entry }) => entry.passage.place.article === article.slug).flatMap(({ quoted }) => quoted)
    )
  )
  problems.sort((a, b) => (a.file < b.file ? -1 : a.file > b.file ? 1 : a.line - b.line))
  return { base: problems.length > 0 ? null : base, problems, notes: base ? listNotes(base) : [], coverage }
}

function readArticles(
  files: Files,
  clinic: Parsed<Clinic> | null,
  clinicFile: string,
  problems: Problem[]
): Map<string, Article> {
  const articles = new Map<string, Article>()
  clinic?.value.articles.forEach((slug, index) => {
    const file = `articles/${slug}.md`
    const text = files.get(file)
    if (text === undefined)
      problems.push({
        file: clinicFile,
        line: clinic.lineOf('articles', index),
        message: `there is no ${file}: add the article or correct the name`
      })
    else {
      const article = parseArticle(file, text, problems)
      if (article) articles.set(slug, article)
    }
  })
  return articles
}

const entryFolder = 'en/entries/'
const isEntry = (file: string) => file.startsWith(entryFolder)

function readEntries(files: Files, articles: Map<string, Article>, problems: Problem[]): ReadEntry[] {
  const entries: ReadEntry[] = []
  for (const [file, text] of files) {
    if (!isEntry(file)) continue
    const entry = parseEntry(file, text, articles, problems)
    if (entry) entries.push(entry)
  }
  if (entries.length === 0 && problems.length === 0)
    problems.push({ file: 'en/entries', line: 1, message: 'there is no entry: add at least one' })
  return entries
}

function listNotes(base: KnowledgeBase): string[] {
  const notes: string[] = []
  const unreviewed = base.entries.filter(entry => entry.reviewed.by === null).length
  if (unreviewed > 0)
    notes.push(
      `${unreviewed} of ${base.entries.length} entries name no reviewer: fill in \`reviewed\` when a person has read them`
    )
  const unchecked = base.redFlags.flags.filter(flag => flag['to-be-checked']).length
  if (unchecked > 0)
    notes.push(`${unchecked} of ${base.redFlags.flags.length} red flags are still to be checked by a clinician`)
  const unsigned = base.redFlags.flags.filter(flag => flag.reviewed.by === null).length
  if (unsigned > 0)
    notes.push(
      `${unsigned} of ${base.redFlags.flags.length} red flags name no reviewer: print docs/red-flags.md for a clinician`
    )
  for (const article of base.articles)
    if (!article.url) notes.push(`${article.file} names no \`url\`: sources lead to our own copy`)
  if (!base.clinic.contact.phone)
    notes.push(`${base.clinic.name} gives no telephone number: people are sent to its page instead`)
  return [...notes, ...notePhrasings(base)]
}

function remedy(file: string, files: Files): string {
  if (!file.startsWith('clinics/')) return 'restore it'
  const known = [...files.keys()].filter(path => path.startsWith('clinics/')).map(path => path.slice(8, -5))
  return `write it, or set CLINIC to one of: ${known.join(', ') || 'none yet'}`
}
