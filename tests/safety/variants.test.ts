import { describe, expect, it } from 'vitest'
import { assembleTriage } from '../../src/assemble.js'
import { clinic, dataDir, knowledgeDir } from '../knowledge/folder.js'
import { readsAsItself, redFlags, triage } from '../triage/tables.js'
import { denials, told, untold, type Variant } from './variants.js'

const share = (part: number, all: number) => `${part} of ${all} = ${((100 * part) / all).toFixed(2)} %`
const show = (variants: readonly Variant[]) =>
  variants.map(({ flag, text, from }) => `${flag.id}: "${text}" from "${from}"`)

const readers = [
  { readers: 'the rules', assess: triage },
  { readers: 'both readers', assess: assembleTriage({ knowledgeDir, clinic, dataDir, publicUrl: '' }) }
]

describe.each(readers)('examples written otherwise, by $readers', ({ assess }) => {
  const raised = ({ flag, text }: Variant) => assess(text).flags.includes(flag.id)
  const kept = told(redFlags.flags, readsAsItself)
  const lost = kept.filter(variant => !raised(variant))
  const vain = untold(redFlags.flags, readsAsItself)
  const raisedInVain = vain.filter(raised)

  it('are at least 3,000', () => {
    console.log(`variants that keep the sign: found ${share(kept.length - lost.length, kept.length)}`)
    console.log(`look-alike and denied variants: raised in vain ${share(raisedInVain.length, vain.length)}`)
    expect(kept.length + vain.length).toBeGreaterThanOrEqual(3000)
  })

  it('are found: at least 99.5 of 100', () => {
    expect(lost.length / kept.length, show(lost).join('\n')).toBeLessThanOrEqual(0.005)
  })

  it('are not raised in vain: at most 1 of 100', () => {
    expect(raisedInVain.length / vain.length, show(raisedInVain).join('\n')).toBeLessThanOrEqual(0.01)
  })
})

describe.each(readers)('a "no" that denies nothing, by $readers', ({ assess }) => {
  const raised = ({ flag, text }: Variant) => assess(text).flags.includes(flag.id)
  const severe = redFlags.flags.filter(({ urgency }) => urgency === 'emergency' || urgency === 'urgent')

  it.each(denials)('"%s ..." deletes no sign', words => {
    const lost = severe.flatMap(flag =>
      flag.present.map(from => ({ flag, text: `${words} ${from}`, from })).filter(variant => !raised(variant))
    )
    expect(show(lost)).toEqual([])
  })
})
