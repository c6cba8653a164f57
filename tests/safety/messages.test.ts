import { readFileSync } from 'node:fs'
import { describe, expect, it, test } from 'vitest'
import { parse } from 'yaml'
import { z } from 'zod'
import { Urgency } from '../../src/domain/urgency.js'
import { redFlags, triage } from '../triage/tables.js'

const Message = z.strictObject({
  id: z.string(),
  tier: Urgency,
  flags: z.array(z.string()),
  accept: z.array(Urgency).default([]),
  text: z.string()
})
type Message = z.infer<typeof Message>
type Share = [right: number, of: number]

const read = (file: string): Message[] =>
  z.array(Message).parse(parse(readFileSync(new URL(`messages/${file}.yaml`, import.meta.url), 'utf8')))

// The measured figures: of how many messages of a tier how many are raised at all, and how many at a tier that is accepted.
// They may only rise. The table has been mended from these messages, so they guard and no longer measure: while one half was
// still unseen and the other had been mended from, 61 of 100 emergencies of its present.yaml were right, 82 of its posts.yaml.
const floors: Record<string, Partial<Record<Urgency, { raised: Share; right: Share }>>> = {
  present: {
    emergency: { raised: [170, 170], right: [170, 170] },
    urgent: { raised: [110, 111], right: [110, 111] },
    gp: { raised: [137, 140], right: [136, 140] },
    wait: { raised: [39, 39], right: [39, 39] }
  },
  posts: {
    emergency: { raised: [81, 81], right: [81, 81] },
    urgent: { raised: [49, 49], right: [48, 49] },
    gp: { raised: [48, 48], right: [46, 48] },
    wait: { raised: [6, 6], right: [6, 6] },
    none: { raised: [5, 56], right: [51, 56] }
  },
  silent: { none: { raised: [11, 460], right: [456, 460] } }
}

describe.each(Object.keys(floors))('messages/%s.yaml', file => {
  const played = read(file).map(message => ({ ...message, urgency: triage(message.text).urgency }))

  it.each(Object.keys(floors[file]!) as Urgency[])('%s: as many as measured', tier => {
    const rows = played.filter(message => message.tier === tier)
    const raised = rows.filter(({ urgency }) => urgency !== 'none')
    const right = rows.filter(({ urgency, accept }) => urgency === tier || accept.includes(urgency))
    const floor = floors[file]![tier]!
    const wrong = rows.filter(row => !right.includes(row)).map(({ id, urgency }) => `${id} ${urgency}`)
    console.log(`${file} ${tier}: raised ${raised.length}, right ${right.length} of ${rows.length}`)
    expect(rows).toHaveLength(floor.right[1])
    expect(right.length, wrong.join(', ')).toBeGreaterThanOrEqual(floor.right[0])
    if (tier === 'none') expect(raised.length, wrong.join(', ')).toBeLessThanOrEqual(floor.raised[0])
    else expect(raised.length, wrong.join(', ')).toBeGreaterThanOrEqual(floor.raised[0])
  })

  it('has no 999 on a message without a sign', () => {
    expect(
      played.filter(({ tier, urgency }) => tier === 'none' && urgency === 'emergency').map(({ id }) => id)
    ).toEqual([])
  })

  it('gives every message whose emergency is one of cauda equina an emergency', () => {
    const cauda = played.filter(
      ({ tier, flags }) => tier === 'emergency' && flags.some(flag => flag.startsWith('ces_'))
    )
    expect(cauda.filter(({ urgency }) => urgency !== 'emergency').map(({ id }) => id)).toEqual([])
  })
})

test('labels name rows of the table, and none comes without one', () => {
  const known = new Set(redFlags.flags.map(flag => flag.id))
  for (const { id, tier, flags } of Object.keys(floors).flatMap(read)) {
    expect(
      flags.filter(flag => !known.has(flag)),
      id
    ).toEqual([])
    if (tier !== 'none') expect(flags, id).not.toEqual([])
  }
})
