import { readFileSync } from 'node:fs'
import { parse } from 'yaml'
import { CueTable } from '../../src/domain/cue.js'
import { RedFlagTable } from '../../src/domain/red-flag.js'
import { createTriage } from '../../src/triage/triage.js'

const knowledge = new URL('../../knowledge/en/', import.meta.url)
const read = (file: string): unknown => parse(readFileSync(new URL(file, knowledge), 'utf8'))

export const redFlags = RedFlagTable.parse(read('red-flags.yaml'))
export const cues = CueTable.parse(read('cues.yaml'))
export const triage = createTriage(redFlags, cues)
