import { describe, expect, test } from 'vitest'
import { render } from '../../src/channels/render/render.js'
import { plainText } from '../../src/channels/render/text.js'
import { reply } from './echo.js'

const emergency = reply({
  decision: 'see-a-doctor',
  urgency: 'emergency',
  flags: ['saddle_numbness'],
  text: '**Immediate action required: Call 999 or go to A&E now**\n\n- numbness around your buttocks\n\n[Call 999](tel:999)',
  links: ['tel:999', 'https://www.nhs.uk/back-pain'],
  parts: [
    {
      kind: 'care-card',
      card: 'emergency',
      urgency: 'emergency',
      prefix: 'Immediate action required',
      heading: 'Call 999 or go to A&E now',
      lead: 'You mentioned:',
      signs: ['numbness around your buttocks'],
      paragraphs: ['Do not wait.'],
      links: [
        { label: 'Call 999', url: 'tel:999' },
        { label: 'NHS: back pain', url: 'https://www.nhs.uk/back-pain' }
      ],
      attribution: 'NHS'
    }
  ]
})

const source = { label: 'How often?', url: 'https://ask.clinic.example/articles/massage#how-often' }
const answer = reply({
  text: 'Once a month.\n\n| When | How often |\n| --- | --- |\n| Sport | weekly |\n\n[How often?](https://ask.clinic.example/articles/massage#how-often)',
  links: [source.url],
  parts: [{ kind: 'passage', entry: 'how-often', blocks: [], source }],
  actions: [
    { label: 'What is it?', means: { entry: 'what-is-it' } },
    { label: 'Book', means: { intent: 'book' } }
  ]
})

const channels = [
  'directline',
  'webchat',
  'emulator',
  'msteams',
  'sms',
  'telegram',
  'slack',
  undefined,
  'constructor',
  '__proto__'
]

describe.each(channels)('on %s', channel => {
  test('care advice stands in the text, with every number and address', () => {
    const [message] = render(channel, emergency)
    for (const words of [
      'Immediate action required: Call 999 or go to A&E now',
      'numbness around your buttocks',
      '999'
    ]) {
      expect(message?.text).toContain(words)
    }
    expect(JSON.stringify(message)).not.toContain('Book')
  })

  test('the words, the address and the choices are all there', () => {
    const messages = render(channel, answer)
    const all = JSON.stringify(messages)
    for (const words of ['Once a month.', 'weekly', source.url, 'What is it?', 'Book']) expect(all).toContain(words)
    expect(messages).toHaveLength(1)
    expect(messages[0]).toMatchObject({ type: 'message' })
  })
})

test('a web page gets the structured reply and buttons that say what they send', () => {
  const [message] = render('directline', answer)
  expect(message).toMatchObject({ text: answer.text, textFormat: 'markdown', channelData: { reply: answer } })
  expect(message?.suggestedActions?.actions).toEqual([
    { type: 'imBack', title: 'What is it?', value: 'What is it?' },
    { type: 'imBack', title: 'Book', value: 'Book' }
  ])
  expect(render('directline', emergency)[0]).not.toHaveProperty('suggestedActions')
})

test('a page is told of a hand-over by an event, other channels by words alone', () => {
  const handoff = { to: 'booking', url: 'https://book.example/' } as const
  const sent = render('directline', reply({ text: 'Book here', handoff }))
  expect(sent[1]).toEqual({ type: 'event', name: 'handoff.initiate', value: handoff })
  for (const channel of ['msteams', 'sms'])
    expect(render(channel, reply({ text: 'Book here', handoff }))).toHaveLength(1)
})

test('Teams gets a small card of version 1.5: headings, https links, choices', () => {
  const [message] = render('msteams', answer)
  expect(message?.attachments?.[0]).toMatchObject({
    contentType: 'application/vnd.microsoft.card.adaptive',
    content: {
      version: '1.5',
      body: [
        {
          type: 'ActionSet',
          actions: [
            { type: 'Action.OpenUrl', title: 'How often?', url: source.url },
            {
              type: 'Action.Submit',
              title: 'What is it?',
              data: { msteams: { type: 'imBack', value: 'What is it?' } }
            },
            { type: 'Action.Submit', title: 'Book', data: { msteams: { type: 'imBack', value: 'Book' } } }
          ]
        }
      ]
    }
  })
  const card = render('msteams', emergency)[0]?.attachments?.[0]?.content
  expect(card.body[0]).toMatchObject({
    text: 'Immediate action required: Call 999 or go to A&E now',
    color: 'attention'
  })
  expect(JSON.stringify(card)).not.toContain('tel:')
  expect(render('msteams', reply({ text: 'Hello' }))[0]).not.toHaveProperty('attachments')
})

test('more than six buttons on Teams stand in further sets', () => {
  const actions = Array.from({ length: 8 }, (_, index) => ({
    label: `Choice ${index}`,
    means: { entry: `choice-${index}` }
  }))
  const card = render('msteams', reply({ text: 'Which?', actions }))[0]?.attachments?.[0]?.content
  expect(card.body.map((set: { actions: unknown[] }) => set.actions.length)).toEqual([6, 2])
})

test('Slack and Telegram get buttons, bold and links, but no table', () => {
  const [message] = render('telegram', answer)
  expect(message?.text).toBe(
    `Once a month.\n\n- When: How often\n- Sport: weekly\n\n[How often?](https://ask.clinic.example/articles/massage#how-often)`
  )
  expect(message?.suggestedActions?.actions?.map(({ value }) => value)).toEqual(['What is it?', 'Book'])
})

test('thumbs are on every channel, apart from the choices where there are numbers', () => {
  const actions = [
    { label: '👍 Helpful', means: { intent: 'helpful' } },
    { label: '👎 Not helpful', means: { intent: 'not-helpful' } }
  ] as const
  const asked = reply({ text: 'Once a month.', feedback: { ask: 'Was this helpful?', actions: [...actions] } })
  expect(render('sms', asked)[0]?.text).toBe('Once a month.\n\nWas this helpful? 👍 Helpful / 👎 Not helpful')
  for (const channel of ['directline', 'slack'])
    expect(render(channel, asked)[0]?.suggestedActions?.actions).toHaveLength(2)
  // Teams draws its own under the message.
  expect(render('msteams', asked)).toEqual([
    {
      type: 'message',
      text: 'Once a month.',
      textFormat: 'markdown',
      channelData: { feedbackLoop: { type: 'default' } }
    }
  ])
})

describe('what a channel takes in one message', () => {
  const paragraphs = Array.from(
    { length: 60 },
    (_, index) => `${index}. ${'A sentence of some length. '.repeat(4).trim()}`
  )
  const long = reply({ text: paragraphs.join('\n\n'), actions: answer.actions })
  const most = { sms: 1600, facebook: 2000, slack: 4000, telegram: 4096, line: 5000, msteams: 20_000 }

  test.each(Object.entries(most))(
    '%s: a long text comes in parts, whole and in order, the choices last',
    (channel, most) => {
      const sent = render(channel, long)
      for (const { text } of sent) expect(text!.length).toBeLessThanOrEqual(most)
      const said = sent.map(({ text }) => text).join(' ')
      expect(said.match(/\d+\. A sentence/g)).toHaveLength(60)
      const [last, ...before] = [...sent].reverse()
      expect(JSON.stringify(last)).toContain('Book')
      for (const { attachments, suggestedActions, text } of before) {
        expect([attachments, suggestedActions]).toEqual([undefined, undefined])
        expect(text).toMatch(/length\.$/)
      }
    }
  )

  test('a text without any place to cut is cut all the same, and loses nothing', () => {
    const text = 'x'.repeat(5000)
    expect(
      render('sms', reply({ text }))
        .map(part => part.text)
        .join('')
    ).toBe(text)
  })

  test('choices without a button are numbered in their place; thumbs without one are left out', () => {
    const actions = Array.from({ length: 7 }, (_, index) => ({
      label: `Choice ${index + 1}`,
      means: { entry: `e${index}` }
    }))
    const feedback = { ask: 'Helpful?', actions: [{ label: '👍', means: { intent: 'helpful' as const } }] }
    const [slack] = render('slack', reply({ text: 'Which?', actions, feedback }))
    expect(slack?.suggestedActions?.actions).toHaveLength(5)
    expect(slack?.text).toBe('Which?\n\n6. Choice 6\n7. Choice 7')
    expect(render('telegram', reply({ text: 'Which?', actions, feedback }))[0]?.suggestedActions?.actions).toHaveLength(
      8
    )
  })
})

test('text channels get no Markdown and numbered choices', () => {
  const [message] = render('sms', answer)
  expect(message).toEqual({
    type: 'message',
    textFormat: 'plain',
    text: `Once a month.\n\nWhen: How often\nSport: weekly\n\nHow often? (${source.url})\n\n1. What is it?\n2. Book`
  })
})

test.each([
  ['**Call 999** now', 'Call 999 now'],
  ['[Call 999](tel:999)', 'Call 999'],
  ['[NHS 111](tel:111)', 'NHS 111'],
  ['[Talk to us](tel:02012345678)', 'Talk to us (02012345678)'],
  ['* one\n* two', '- one\n- two'],
  ['## Heading\n\n\n\ntext', 'Heading\n\ntext'],
  ['> said', 'said'],
  ['2 * 3 * 4', '2 * 3 * 4']
])('%j is said as %j', (markdown, plain) => expect(plainText(markdown)).toBe(plain))
