import { readFileSync } from 'node:fs'
import { parse } from 'yaml'
import { CueTable } from '../../src/domain/cue.js'
import { RedFlagTable } from '../../src/domain/red-flag.js'
import { createJudge } from '../../src/triage/assert.js'
import { combine } from '../../src/triage/combine.js'
import { createCompiler } from '../../src/triage/compile.js'
import { compileRules, find } from '../../src/triage/find.js'
import { Matcher } from '../../src/triage/match.js'
import { createParser } from '../../src/triage/parse.js'
import { read as readWords } from '../../src/triage/read.js'
import { compileCues, findScopes } from '../../src/triage/scope.js'
import { createSpelling } from '../../src/triage/spelling.js'
import { createTriage } from '../../src/triage/triage.js'

const knowledge = new URL('../../knowledge/en/', import.meta.url)
const read = (file: string): unknown => parse(readFileSync(new URL(file, knowledge), 'utf8'))

export const redFlags = RedFlagTable.parse(read('red-flags.yaml'))
export const cues = CueTable.parse(read('cues.yaml'))
export const parser = createParser(redFlags, cues)
export const triage = createTriage(parser)

const spelling = createSpelling(redFlags.spellings, redFlags.ordinary)
const compiler = createCompiler(redFlags.slots, word => spelling.terms(word))
const compiled = compileCues(cues.cues, compiler)
const { small, listed } = redFlags.slots
const shared = { vocabulary: compiler.vocabulary, small: new Set(small), listed: new Set(listed) }

/** The cues that are seen in a text and speak for something. */
export const cuesIn = (text: string) =>
  findScopes(compiled, new Matcher(readWords(text, spelling), shared)).map(scope => scope.cue)

const rules = compileRules(redFlags.flags, compiler)

/** The work that one text makes, in steps of the matcher. */
export function stepsFor(text: string): number {
  const matcher = new Matcher(readWords(text, spelling), shared)
  const judge = createJudge(findScopes(compiled, matcher), matcher)
  const signs = find(rules, matcher).map(raw => ({ ...raw, asserted: judge(raw, raw.rule) }))
  combine(rules.combinations, signs, matcher, judge)
  return matcher.steps
}

const ordinary = new Set(redFlags.ordinary)

/** Words that the reader leaves as they are: a slip of the pen that makes one of them says something else. */
export const readsAsItself = (word: string) =>
  ordinary.has(word) || compiler.lexicon().has(word) || word in redFlags.spellings
