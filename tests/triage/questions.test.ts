import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { triage } from './tables.js'

const entries = new URL('../../knowledge/en/entries/', import.meta.url)
const questions = readdirSync(entries)
  .filter(file => file.endsWith('.md'))
  .map(file => {
    const head = readFileSync(new URL(file, entries), 'utf8').split('---\n')[1] ?? ''
    return (parse(head) as { question: string }).question
  })

describe('what the clinic answers', () => {
  it.each(questions)('"%s" is never taken for an emergency or urgent', question => {
    expect(['none', 'wait', 'gp']).toContain(triage(question).urgency)
  })
})

describe('everyday messages', () => {
  it.each([
    'Can massage help with back spasms?',
    'is it normal to feel sore after a massage',
    'what does it cost',
    'can a massage make back pain worse?',
    'How often for acute back pain?',
    'my shoulders are stiff',
    'my lower back aches after gardening',
    'I sit at a desk all day and my neck is tight',
    'do I need to shave my legs',
    'will my private parts be covered',
    'what if I need the loo during the massage',
    'can I cancel my appointment',
    'I accidentally booked twice',
    'tension between my shoulder blades from my desk job',
    'I can’t find the booking link',
    'both my legs are sore after leg day',
    'I’m 62 and fancy a massage',
    'how hot are the stones',
    'I’m 10 minutes away'
  ])('"%s" stays silent', text => {
    expect(triage(text)).toMatchObject({ urgency: 'none', flags: [] })
  })
})
