import { readFileSync } from 'node:fs'
import { parse } from 'yaml'
import { CueTable } from '../../src/domain/cue.js'
import { RedFlagTable } from '../../src/domain/red-flag.js'
import { createCompiler } from '../../src/triage/compile.js'
import { Matcher } from '../../src/triage/match.js'
import { read as readWords } from '../../src/triage/read.js'
import { compileCues, findScopes } from '../../src/triage/scope.js'
import { createSpelling } from '../../src/triage/spelling.js'
import { createTriage } from '../../src/triage/triage.js'

const knowledge = new URL('../../knowledge/en/', import.meta.url)
const read = (file: string): unknown => parse(readFileSync(new URL(file, knowledge), 'utf8'))

export const redFlags = RedFlagTable.parse(read('red-flags.yaml'))
export const cues = CueTable.parse(read('cues.yaml'))
export const triage = createTriage(redFlags, cues)

const spelling = createSpelling(redFlags.spellings, redFlags.ordinary)
const compiler = createCompiler(redFlags.slots, word => spelling.terms(word))
const compiled = compileCues(cues.cues, compiler)
const small = new Set(redFlags.slots.small)

/** The cues that are seen in a text and speak for something. */
export const cuesIn = (text: string) =>
  findScopes(compiled, new Matcher(readWords(text, spelling), small), small).map(scope => scope.cue)
