import type { Assessment } from '../domain/assessment.js'
import type { Messages } from '../domain/messages.js'
import { careCards, type RedFlag } from '../domain/red-flag.js'
import type { Part } from '../domain/reply.js'

/**
 * The care cards of an assessment: one a card key, the worst first, with the labels of the present signs of the highest
 * urgency. Lesser signs are left out: beside "call 999" nothing else matters.
 */
export function composeCareCards(
  assessment: Assessment,
  flags: Map<string, RedFlag>,
  cards: Messages['see-a-doctor']['cards']
): Part[] {
  const { urgency } = assessment
  if (urgency === 'none') return []
  const worst = assessment.findings.filter(finding => finding.assertion === 'present' && finding.urgency === urgency)
  const keys = careCards.filter(key => worst.some(finding => finding.card === key))
  return (keys.length > 0 ? keys : [urgency]).map(key => {
    const { links, ...wording } = cards[key]!
    const own = worst
      .filter(finding => finding.card === key)
      .map(finding => flags.get(finding.flag)?.label ?? finding.flag)
    return {
      kind: 'care-card',
      card: key,
      urgency,
      prefix: wording.prefix,
      heading: wording.heading,
      lead: wording.signs,
      signs: [...new Set(own)],
      paragraphs: wording.paragraphs,
      links,
      attribution: wording.attribution
    }
  })
}
