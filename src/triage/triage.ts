import type { Assessment, Finding } from '../domain/assessment.js'
import type { CueTable } from '../domain/cue.js'
import type { RedFlagTable } from '../domain/red-flag.js'
import { createJudge } from './assert.js'
import { assess } from './assess.js'
import { combine, type Judged } from './combine.js'
import { createCompiler } from './compile.js'
import { compileRules, find } from './find.js'
import { Matcher } from './match.js'
import { read } from './read.js'
import { reduce } from './reduce.js'
import { compileCues, findScopes } from './scope.js'
import { createSpelling } from './spelling.js'

/**
 * Triage of one message: read -> scope -> find -> assert -> combine -> assess. Compiles both tables once and throws if a
 * pattern or cue cannot be read; what it returns is pure, never throws, and takes time linear in the text's length.
 */
export function createTriage(redFlags: RedFlagTable, cues: CueTable): (text: string) => Assessment {
  const spelling = createSpelling(redFlags.spellings, redFlags.ordinary)
  const compiler = createCompiler(redFlags.slots, word => spelling.terms(word.toLowerCase()))
  const rules = compileRules(redFlags.flags, compiler)
  const modifiers = compileCues(cues.cues, compiler)
  const { small = [], listed = [] } = redFlags.slots
  const shared = { vocabulary: compiler.vocabulary, small: new Set(small), listed: new Set(listed) }
  spelling.learn(compiler.lexicon())

  return text => {
    const matcher = new Matcher(read(text, spelling), shared)
    const { words } = matcher.reading
    const scopes = findScopes(modifiers, matcher)
    const judge = createJudge(scopes, matcher)
    const judged = find(rules, matcher).map(raw => ({ ...raw, asserted: judge(raw, raw.rule) }))
    const signs: Judged[] = reduce(judged, words.length)
    signs.push(...combine(rules.combinations, signs, matcher, judge))
    return assess(signs.map(finding))

    function finding({ rule, from, to, asserted }: Judged): Finding {
      const start = words[from]!.start
      const end = words[to - 1]!.end
      return {
        flag: rule.flag.id,
        urgency: rule.urgency,
        card: rule.card,
        start,
        end,
        words: text.slice(start, end),
        pattern: rule.pattern.source,
        assertion: asserted.assertion,
        person: asserted.person,
        because: asserted.because
      }
    }
  }
}
