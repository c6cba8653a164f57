import type { Assessment, Finding } from '../domain/assessment.js'
import type { CareCardWording, Messages } from '../domain/messages.js'
import { careCards, type RedFlag } from '../domain/red-flag.js'
import type { Part } from '../domain/reply.js'

/**
 * The care cards of an assessment: one a card key, the worst first, with the labels of the present signs of the highest
 * urgency. Lesser signs are left out: beside "call 999" nothing else matters. A card whose signs are all another person's
 * speaks of "they".
 */
export function composeCareCards(
  { urgency, findings }: Assessment,
  flags: Map<string, RedFlag>,
  wording: Messages['see-a-doctor']
): Part[] {
  if (urgency === 'none') return []
  const worst = findings.filter(finding => finding.assertion === 'present' && finding.urgency === urgency)
  const keys = careCards.filter(key => worst.some(finding => finding.card === key))
  return (keys.length > 0 ? keys : [urgency]).map(key => {
    const own = worst.filter(finding => finding.card === key)
    const theirs = own.length > 0 && own.every(finding => finding.person === 'other')
    const { links, attribution, prefix, signs, heading, paragraphs } = addressed(wording.cards[key]!, theirs)
    const label = ({ flag }: Finding) => (theirs && wording['their-signs'][flag]) || flags.get(flag)!.label
    return {
      kind: 'care-card',
      card: key,
      urgency,
      prefix,
      heading,
      lead: signs,
      signs: [...new Set(own.filter(({ flag }) => flags.has(flag)).map(label))],
      paragraphs,
      links,
      attribution
    }
  })
}

function addressed(card: CareCardWording, theirs: boolean): CareCardWording {
  const { heading, paragraphs } = (theirs && card.other) || card
  return { ...card, heading: heading ?? card.heading, paragraphs }
}
