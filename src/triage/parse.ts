import type { CueTable } from '../domain/cue.js'
import type { RedFlagTable } from '../domain/red-flag.js'
import { createCompiler } from './compile.js'
import { compileRules, type Rules } from './find.js'
import { Matcher } from './match.js'
import { read } from './read.js'
import { compileCues, findScopes, type Scope } from './scope.js'
import { createSpelling } from './spelling.js'

/** A message's words, ready to be searched, and how far each cue of it speaks. */
export interface Parsed {
  matcher: Matcher
  scopes: Scope[]
}

export interface Parser {
  parse(text: string): Parsed
  rules: Rules
  /** Words that say nothing by themselves. */
  small: ReadonlySet<string>
}

/** Compiles both tables once. Throws one error that names every pattern or cue that cannot be read. */
export function createParser(redFlags: RedFlagTable, cues: CueTable): Parser {
  const spelling = createSpelling(redFlags.spellings, redFlags.ordinary)
  const compiler = createCompiler(redFlags.slots, word => spelling.terms(word.toLowerCase()))
  const rules = compileRules(redFlags.flags, compiler)
  const modifiers = compileCues(cues.cues, compiler)
  const { small = [], listed = [] } = redFlags.slots
  const shared = { vocabulary: compiler.vocabulary, small: new Set(small), listed: new Set(listed) }
  spelling.learn(compiler.lexicon())
  return {
    rules,
    small: shared.small,
    parse: text => {
      const matcher = new Matcher(read(text, spelling), shared)
      return { matcher, scopes: findScopes(modifiers, matcher) }
    }
  }
}
