import { readFileSync } from 'node:fs'
import { describe, expect, it, test } from 'vitest'
import { parse } from 'yaml'
import { z } from 'zod'
import { assembleTriage } from '../../src/assemble.js'
import { Urgency } from '../../src/domain/urgency.js'
import { clinic, dataDir, knowledgeDir } from '../knowledge/folder.js'
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

type Floors = Record<string, Partial<Record<Urgency, { raised: Share; right: Share }>>>

// The measured figures: of how many messages of a tier how many are raised at all, and how many at a tier that is accepted.
// They may only rise. The table has been mended from present, posts and silent, so there they guard and no longer measure. The
// messages of visitors and unusual were never mended from.
const byRules: Floors = {
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
const byBoth: Floors = {
  present: {
    emergency: { raised: [170, 170], right: [170, 170] },
    urgent: { raised: [111, 111], right: [111, 111] },
    gp: { raised: [139, 140], right: [136, 140] },
    wait: { raised: [39, 39], right: [37, 39] }
  },
  posts: {
    emergency: { raised: [81, 81], right: [81, 81] },
    urgent: { raised: [49, 49], right: [48, 49] },
    gp: { raised: [48, 48], right: [42, 48] },
    wait: { raised: [6, 6], right: [5, 6] },
    none: { raised: [7, 56], right: [49, 56] }
  },
  silent: { none: { raised: [10, 460], right: [456, 460] } },
  visitors: {
    emergency: { raised: [234, 235], right: [232, 235] },
    urgent: { raised: [163, 170], right: [161, 170] },
    gp: { raised: [157, 168], right: [159, 168] },
    wait: { raised: [15, 17], right: [17, 17] },
    none: { raised: [17, 230], right: [218, 230] }
  },
  unusual: {
    emergency: { raised: [78, 80], right: [74, 80] },
    urgent: { raised: [47, 50], right: [43, 50] },
    gp: { raised: [42, 55], right: [34, 55] },
    wait: { raised: [11, 15], right: [7, 15] },
    none: { raised: [23, 200], right: [178, 200] }
  }
}

/** Messages of cauda equina that are not raised to 999, by file. */
const missable: Record<string, number> = { unusual: 3, visitors: 1 }

// What is learned moves a little with every change of the knowledge, so the figures of both readers have some room: less where
// it matters most.
const room = (tier: Urgency, of: number) =>
  tier === 'emergency' || tier === 'urgent' ? 1 + Math.ceil(of / 100) : 3 + Math.ceil(of / 50)

describe.each([
  { readers: 'the rules', floors: byRules, assess: triage, vain: {} as Record<string, number>, give: () => 0 },
  {
    readers: 'both readers',
    floors: byBoth,
    assess: assembleTriage({ knowledgeDir, clinic, dataDir, publicUrl: '' }),
    vain: { posts: 3, silent: 2, visitors: 4, unusual: 13 } as Record<string, number>,
    give: room
  }
])('$readers', ({ floors, assess, vain, readers, give }) => {
  describe.each(Object.keys(floors))('messages/%s.yaml', file => {
    const played = read(file).map(message => ({ ...message, urgency: assess(message.text).urgency }))

    it.each(Object.keys(floors[file]!) as Urgency[])('%s: as many as measured', tier => {
      const rows = played.filter(message => message.tier === tier)
      const raised = rows.filter(({ urgency }) => urgency !== 'none')
      const right = rows.filter(({ urgency, accept }) => urgency === tier || accept.includes(urgency))
      const floor = floors[file]![tier]!
      const wrong = rows.filter(row => !right.includes(row)).map(({ id, urgency }) => `${id} ${urgency}`)
      console.log(`${readers}, ${file} ${tier}: raised ${raised.length}, right ${right.length} of ${rows.length}`)
      expect(rows).toHaveLength(floor.right[1])
      const space = give(tier, rows.length)
      expect(right.length, wrong.join(', ')).toBeGreaterThanOrEqual(floor.right[0] - space)
      if (tier === 'none') expect(raised.length, wrong.join(', ')).toBeLessThanOrEqual(floor.raised[0] + space)
      else expect(raised.length, wrong.join(', ')).toBeGreaterThanOrEqual(floor.raised[0] - space)
    })

    it('has no 999 on a message without a sign, or no more than measured', () => {
      const alarms = played.filter(({ tier, urgency }) => tier === 'none' && urgency === 'emergency')
      expect(alarms.length, alarms.map(({ id }) => id).join(', ')).toBeLessThanOrEqual(vain[file] ?? 0)
    })

    it('gives every message whose emergency is one of cauda equina an emergency, or as many as measured', () => {
      const cauda = played.filter(
        ({ tier, flags }) => tier === 'emergency' && flags.some(flag => flag.startsWith('ces_'))
      )
      const missed = cauda.filter(({ urgency }) => urgency !== 'emergency').map(({ id }) => id)
      expect(missed.length, missed.join(', ')).toBeLessThanOrEqual(missable[file] ?? 0)
    })
  })
})

test('labels name rows of the table, and none comes without one', () => {
  const known = new Set(redFlags.flags.map(flag => flag.id))
  for (const { id, tier, flags } of Object.keys(byBoth).flatMap(read)) {
    expect(
      flags.filter(flag => !known.has(flag)),
      id
    ).toEqual([])
    if (tier !== 'none') expect(flags, id).not.toEqual([])
  }
})
