import type { Assessment } from '../domain/assessment.js'
import type { KnowledgeBase } from '../domain/knowledge-base.js'
import { type CareCardKey, careCards, type RedFlag } from '../domain/red-flag.js'
import type { Urgency } from '../domain/urgency.js'
import { anchorOf } from './article.js'
import { patternWords } from './pattern-words.js'

type Tier = RedFlag['urgency']
type Read = Pick<KnowledgeBase, 'redFlags' | 'unclear' | 'messages'>

const tiers: Record<Tier, { title: string; short: string }> = {
  emergency: { title: 'Emergency: call 999 or go to A&E now', short: '999 or A&E now' },
  urgent: { title: 'Urgent: NHS 111, a GP or the maternity unit today', short: 'NHS 111 or GP today' },
  gp: { title: 'Ask a GP before a massage', short: 'ask a GP first' },
  wait: { title: 'Wait 24 to 48 hours', short: 'wait 24 to 48 hours' }
}
const order = Object.keys(tiers) as Tier[]

/**
 * `docs/red-flags.md`: the table of signs as a nurse or GP reviews it, without the pattern language. `assess` tells what
 * triage makes of each example today, so that the page cannot promise what the code does not do.
 */
export function writeRedFlagsPage({ redFlags, unclear, messages }: Read, assess: (text: string) => Assessment): string {
  const { flags } = redFlags
  const ofTier = (tier: Tier) => flags.filter(flag => flag.urgency === tier)
  return `${[
    '# Red flags, for clinical review',
    'Written by `npm run -s clinic -- red-flags > docs/red-flags.md` from `knowledge/en/red-flags.yaml` and ' +
      '`knowledge/en/messages.yaml`: change those, never this page. How a message is read, and what is missed, is told in ' +
      '[safety.md](safety.md).',
    '**No clinician has signed this page unless a name stands beside a sign.** To sign one, a clinician’s name and the date go ' +
      'under `reviewed` in its row of `red-flags.yaml`; a confirmed row loses `to-be-checked`.',
    'Example messages are played through the assistant when this page is written: what follows one in brackets is what ' +
      'visitors get for it, where that is not what the sign says. In the rows “Raised” and “Seen together”, words in ' +
      '*italics* stand for every way of saying them, words in **bold** for another sign of this page.',
    writeOverview(),
    '## What the visitor is told',
    'An emergency or urgent sign is answered with its card alone: no passage of the article, no booking. The other two ' +
      'come before any answer. Below a card’s heading stand the signs that were seen, worded as under “Called” in each table.',
    ...careCards.map(writeCard),
    '### Questions about an unclear sign',
    'Where a message leaves open whether there is a sign, at most two of these are asked first, never before an emergency or ' +
      'urgent card. “Yes” and “not sure” count as the sign; after “no” to all, what the visitor asked for goes on.',
    table(
      ['', 'question', 'counts as'],
      unclear.questions.map(({ id, ask, flag }) => [`\`${id}\``, ask, labelOf(flag)])
    ),
    table(
      ['the message tells of', 'for example', 'asked'],
      unclear.signs.map(({ sign, present, ask }) => [
        sign,
        present.map(text => `“${text}”`).join('<br>'),
        ask.map(id => `\`${id}\``).join(', ')
      ])
    ),
    '### After an emergency, and when something breaks',
    `- Every reply begins so: “${messages['see-a-doctor']['still-open']}”`,
    `- Booking stays closed: “${messages.book.closed}”`,
    `- It opens again with the button “${messages.buttons['not-now']}”: “${messages['small-talk']['not-now']}”`,
    `- If anything in the assistant fails: “${messages['safety-line'].replace('{contact}', '(how to reach the clinic)')}”`,
    ...order.flatMap(tier => [`## ${tiers[tier].title}`, ...ofTier(tier).map(writeSign)])
  ].join('\n\n')}\n`

  function writeOverview(): string {
    const list = (some: RedFlag[]) => some.map(flag => `[${flag.sign}](#${anchorOf(flag.sign)})`).join('<br>') || 'none'
    return table(
      ['urgency', 'signs', 'of these to be checked: written from memory', 'reviewed'],
      order.map(tier => [
        tiers[tier].short,
        String(ofTier(tier).length),
        list(ofTier(tier).filter(flag => flag['to-be-checked'])),
        `${ofTier(tier).filter(flag => flag.reviewed.by).length} of ${ofTier(tier).length}`
      ])
    )
  }

  function labelOf(id: string): string {
    return flags.find(flag => flag.id === id)?.label ?? id
  }

  function writeCard(key: CareCardKey): string {
    const card = messages['see-a-doctor'].cards[key]
    const said = [
      `**${card.prefix}: ${card.heading}**`,
      `${card.signs} …`,
      ...card.paragraphs,
      card.links.map(({ label, url }) => `[${label}](${url})`).join(' · '),
      `*${card.attribution}*`,
      ...(card.other
        ? ['About another person:', `**${card.other.heading ?? card.heading}**`, ...card.other.paragraphs]
        : [])
    ]
    return `### Card “${key}”\n\n${said.map(line => `> ${line}`).join('\n>\n')}`
  }

  function writeSign(flag: RedFlag): string {
    const rows: (string[] | false)[] = [
      ['Called', [flag.label, messages['see-a-doctor']['their-signs'][flag.id]].filter(Boolean).join('<br>')],
      ['Card', [flag.card, ...(flag.raised ? [`${flag.raised.card} when raised`] : [])].join(', ')],
      ['These raise it', quote(flag, flag.urgency, flag.present)],
      flag.misspelt !== undefined && ['… misspelt', quote(flag, flag.urgency, flag.misspelt)],
      flag.other !== undefined && ['… another person’s', quote(flag, flag.urgency, flag.other)],
      ['These do not', quote(flag, 'none', flag.absent)],
      flag.negated !== undefined && ['… denied', quote(flag, 'none', flag.negated)],
      flag.raised !== undefined && [
        `Raised to “${tiers[flag.raised.urgency].short}” by`,
        flag.raised.patterns.map(writePattern).join('<br>')
      ],
      flag.patterns.some(isCombination) && [
        'Seen together, anywhere in the message',
        flag.patterns.filter(isCombination).map(writePattern).join('<br>')
      ],
      flag['past-counts'] && ['In the past', 'having had it is enough'],
      flag['question-counts'] && ['Asked in general', 'asking about it counts as having it'],
      flag['others-count'] === true && ['Another person’s', 'counts even if nothing is asked for them'],
      ['In the article', flag['in-article']],
      ['Source', flag.sources.map(key => link(redFlags.sources[key] ?? key)).join('<br>')],
      flag['to-be-checked'] && ['**To be checked**', '**written from memory: a clinician has to confirm it**'],
      ['Reviewed by, on', flag.reviewed.by ? `${flag.reviewed.by}, ${flag.reviewed.on}` : ' ']
    ]
    return `### ${flag.sign}\n\n${table(
      [`\`${flag.id}\``, tiers[flag.urgency].short],
      rows.filter(row => row !== false)
    )}`
  }

  /** Each example, and what is raised instead where that is not this sign at its own urgency. */
  function quote(flag: RedFlag, expected: Urgency, examples: string[]): string {
    return examples
      .map(text => {
        const { urgency, flags: raised } = assess(text)
        const note = urgency === 'none' ? 'nothing is raised' : tiers[urgency].short
        const others = raised.filter(id => id !== flag.id).map(id => `\`${id}\``)
        return urgency === expected ? `“${text}”` : `“${text}” (${[note, ...others].join(', ')})`
      })
      .join('<br>')
  }

  function writePattern(pattern: string): string {
    return patternWords(pattern).replace(/\[([a-z0-9_]+)\]/g, (_, id: string) => `**${labelOf(id)}**`)
  }
}

const isCombination = (pattern: string) => pattern.includes(' + ')

/** "NHS, Back pain (nhs.uk/conditions/back-pain)" with its address as a link. */
function link(source: string): string {
  return source.replace(/ \(([a-z0-9.-]+\.[a-z]{2,}\/[^\s)]+)\)/, ' ([$1](https://$1))')
}

function table(head: string[], rows: string[][]): string {
  const line = (cells: string[]) => `| ${cells.map(cell => cell.replaceAll('|', '\\|')).join(' | ')} |`
  return [line(head), `|${head.map(() => '-').join('|')}|`, ...rows.map(line)].join('\n')
}
