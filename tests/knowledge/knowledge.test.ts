import { expect, test } from 'vitest'
import { examineKnowledge } from '../../src/knowledge/base.js'
import { readFolder } from '../../src/knowledge/read.js'
import { clinic, examineChanged, knowledgeDir } from './folder.js'

const { base, problems, notes, coverage } = examineKnowledge(readFolder(knowledgeDir), clinic)

test('the project’s own knowledge has no problem', () => {
  expect(problems).toEqual([])
  expect(base?.entries).toHaveLength(44)
})

test('the entries reach at least 87 % of the article, and what they miss is named', () => {
  const [article] = coverage
  expect(article!.reached / article!.characters).toBeGreaterThanOrEqual(0.87)
  expect(article!.missed.map(({ text }) => text)).toContain(
    'Massage therapy offers a practical approach to managing lower back pain.'
  )
  expect(article!.missed.every(({ line }) => line > 9)).toBe(true)
})

test('what a person still has to do is said, and stops nothing', () => {
  expect(notes.join('\n')).toMatch(/44 of 44 entries name no reviewer/)
  expect(notes.join('\n')).toMatch(/red flags are still to be checked by a clinician/)
})

const entry = (id: string) => `en/entries/${id}.md`

test('thin entries and questions that are nearly the same are named', () => {
  const thin = examineChanged(entry('swedish'), text =>
    text.replace(
      /phrasings:\n( {2}- .*\n)+/,
      `phrasings:\n${Array.from('abcdefgh', letter => `  - swedish ${letter}${letter}\n`).join('')}`
    )
  )
  expect(thin.notes.join('\n')).toMatch(/1 of 44 entries have fewer than 20 phrasings, .*: swedish$/m)
  const across = examineChanged(entry('swedish'), text =>
    text.replace('phrasings:\n', 'phrasings:\n  - A session, how do I book?\n')
  )
  expect(across.notes.join('\n')).toMatch(
    /“A session, how do I book\?” \(swedish\) and “How do I book a session\?” \(booking\)/
  )
  const within = examineChanged(entry('booking'), text =>
    text.replace('phrasings:\n', 'phrasings:\n  - A session, how do I book?\n')
  )
  expect(within.notes.join('\n')).toMatch(
    /nearly the same as another of the same entry, and teach nothing new: “How do I book|teach nothing new: .*\(booking\)/
  )
})

test('every entry has its own words, at least eight other ways of asking, and a source', () => {
  for (const entry of base!.entries) {
    expect(entry.phrasings.length, entry.id).toBeGreaterThanOrEqual(8)
    expect(entry.passage.hash).toMatch(/^[0-9a-f]{64}$/)
    const article = base!.articles.find(({ slug }) => slug === entry.passage.place.article)
    expect(
      article!.sections.map(section => section.anchor),
      entry.id
    ).toContain(entry.passage.place.anchor)
  }
})

// One changed file, and the one sentence that must come of it.
test.each<[string, string, (text: string) => string, RegExp, RegExp]>([
  [
    'one changed letter',
    entry('sore-after'),
    text => text.replace('tender areas', 'tender ereas'),
    /sore-after\.md:\d+$/,
    /is not the article's text: it says “.*ereas.*” where articles\/.*\.md:223 says “.*areas/
  ],
  [
    'a sentence cut in half',
    entry('circulation'),
    text =>
      text.replace(
        'Massage therapy also improves circulation in the affected area.',
        'circulation in the affected area.'
      ),
    /circulation\.md:\d+$/,
    /cuts a sentence/
  ],
  [
    'a duplicate id',
    entry('swedish'),
    text => text.replace('id: swedish', 'id: sports'),
    /swedish\.md:2$/,
    /the id is "sports" but the file is swedish\.md/
  ],
  [
    'a duplicate id, seen from the other',
    entry('swedish'),
    text => text.replace('id: swedish', 'id: sports'),
    /swedish\.md:2$/,
    /the id "sports" is taken by en\/entries\/sports\.md/
  ],
  [
    'a follow-up to nowhere',
    entry('swedish'),
    text => text.replace(/follow-ups: \[/, 'follow-ups: [prepair, '),
    /swedish\.md:\d+$/,
    /follow-up "prepair" leads nowhere: did you mean "prepare"/
  ],
  [
    'a missing source',
    entry('swedish'),
    text => text.replace(/source:\n( {2}.*\n)+/, ''),
    /swedish\.md:2$/,
    /`source` is missing: add it/
  ],
  [
    'a missing line of the source',
    entry('swedish'),
    text => text.replace(/ {2}lines: .*\n/, ''),
    /swedish\.md:\d+$/,
    /`source\.lines` is missing: add it/
  ],
  [
    'an article that is not there',
    entry('swedish'),
    text => text.replace('article: can-', 'article: cann-'),
    /swedish\.md:\d+$/,
    /there is no article "cann-massage/
  ],
  [
    'a wrong section',
    entry('swedish'),
    text => text.replace(/section: .*/, 'section: Nowhere'),
    /swedish\.md:\d+$/,
    /stands under “.*”: correct `source\.section`/
  ],
  [
    'a line that the passage does not use',
    entry('evidence'),
    text => text.replace('lines: [39]', 'lines: [39, 48]'),
    /evidence\.md:\d+$/,
    /which the passage does not use/
  ],
  [
    'lines beyond the article',
    entry('evidence'),
    text => text.replace('lines: [39]', 'lines: [3900]'),
    /evidence\.md:\d+$/,
    /names no text/
  ],
  [
    'a phrasing of another entry',
    entry('swedish'),
    text => text.replace('phrasings:\n', 'phrasings:\n  - HOW do I book a session\n'),
    /swedish\.md:\d+$/,
    /already stands in booking/
  ],
  [
    'an out-of-scope example that an entry answers',
    'en/out-of-scope.yaml',
    text => text.replace('examples:\n', 'examples:\n      - how do i BOOK a session?\n'),
    /out-of-scope\.yaml:\d+$/,
    /is answered by booking: take it out here or there/
  ],
  [
    'too few phrasings',
    entry('swedish'),
    text => text.replace(/phrasings:\n( {2}- .*\n)+/, 'phrasings:\n  - one only\n'),
    /swedish\.md:\d+$/,
    /`phrasings`: at least 8 phrasings/
  ],
  [
    'an unknown field',
    entry('swedish'),
    text => text.replace('booking:', 'bookings:'),
    /swedish\.md:\d+$/,
    /`bookings` is not a field here/
  ],
  [
    'a wrong word',
    entry('swedish'),
    text => text.replace('booking: offer', 'booking: maybe'),
    /swedish\.md:\d+$/,
    /must be one of: offer, none, withhold/
  ],
  [
    'booking beside "see a doctor"',
    entry('avoid-nerve'),
    text => text.replace('booking: withhold', 'booking: offer'),
    /avoid-nerve\.md:\d+$/,
    /may not offer booking/
  ],
  [
    'no passage',
    entry('swedish'),
    text => text.replace(/(---\n[\s\S]*?---\n)[\s\S]*/, '$1'),
    /swedish\.md:\d+$/,
    /has no passage/
  ],
  [
    'a safety check in words that the article does not have',
    'clinics/glow-by-salina.yaml',
    text => text.replace('    - Recent injuries', '    - Very recent injuries'),
    /glow-by-salina\.yaml:\d+$/,
    /does not stand in item 1 of the list of "avoid-overview"/
  ],
  [
    'a safety check that leaves out an item',
    'clinics/glow-by-salina.yaml',
    text => text.replace(/ {4}- The cause of.*\n/, ''),
    /glow-by-salina\.yaml:\d+$/,
    /has 4 items: ask each of them/
  ],
  ['no front matter', entry('swedish'), text => text.slice(4), /swedish\.md:1$/, /no front matter/],
  [
    'YAML that is not',
    entry('swedish'),
    text => text.replace('phrasings:', 'phrasings: ['),
    /swedish\.md:\d+$/,
    /this is not YAML/
  ],
  [
    'a suggestion to nowhere',
    `clinics/${clinic}.yaml`,
    text => text.replace('does-it-help', 'does-it-hurt'),
    /glow-by-salina\.yaml:\d+$/,
    /the suggestion "does-it-hurt" is no entry/
  ],
  [
    'a booking link without https',
    `clinics/${clinic}.yaml`,
    text => text.replace('url: https', 'url: http'),
    /glow-by-salina\.yaml:\d+$/,
    /`booking\.url`/
  ],
  [
    'a reply that is not written',
    'en/out-of-scope.yaml',
    text => text.replace('reply: price', 'reply: prise'),
    /out-of-scope\.yaml:\d+$/,
    /"prise" is no key under fallback/
  ],
  [
    'a red flag without a known source',
    'en/red-flags.yaml',
    text => text.replace(/sources: \[\s*[A-Z0-9-]+/, 'sources: [NOWHERE'),
    /red-flags\.yaml:\d+$/,
    /"NOWHERE" is not in `sources`/
  ],
  [
    'a question about an unclear sign that leads to no emergency',
    'en/unclear.yaml',
    text => text.replace('flag: ces_saddle', 'flag: ces_saddles'),
    /unclear\.yaml:\d+$/,
    /"ces_saddles" is no emergency of red-flags\.yaml: did you mean "ces_saddle"\?/
  ],
  [
    'an unclear sign that asks nothing',
    'en/unclear.yaml',
    text => text.replace('ask: [saddle', 'ask: [sadle'),
    /unclear\.yaml:\d+$/,
    /there is no question "sadle"/
  ],
  [
    'a doubt about what is no emergency',
    'en/unclear.yaml',
    text => text.replace('  ces_saddle: [saddle', '  diabetes: [saddle'),
    /unclear\.yaml:\d+$/,
    /"diabetes" is no emergency of red-flags\.yaml/
  ],
  [
    'a message to learn from that is no JSON',
    'en/flagged-messages.jsonl',
    text => text.replace('{"text"', '{text'),
    /flagged-messages\.jsonl:1$/,
    /this is no message: write \{"text"/
  ],
  [
    'a message to learn from with an unknown sign',
    'en/flagged-messages.jsonl',
    text => `${text}{"text": "it wobbles", "urgency": "gp", "flags": ["wobble"]}\n`,
    /flagged-messages\.jsonl:\d+$/,
    /red-flags\.yaml has no row "wobble"/
  ],
  [
    'a message to learn from that stands twice',
    'en/flagged-messages.jsonl',
    text => `${text}${text.split('\n')[0]}\n`,
    /flagged-messages\.jsonl:\d+$/,
    /the message stands in line 1 already/
  ],
  [
    'a harmless message with a sign',
    'en/flagged-messages.jsonl',
    text => `${text}{"text": "it wobbles", "urgency": "none", "flags": ["diabetes"]}\n`,
    /flagged-messages\.jsonl:\d+$/,
    /one without has the urgency "none"/
  ]
])('%s', (_, file, change, place, sentence) => {
  const report = examineChanged(file, change)
  expect(report.base).toBeNull()
  const said = report.problems.map(problem => ({ place: `${problem.file}:${problem.line}`, message: problem.message }))
  expect(said).toContainEqual({ place: expect.stringMatching(place), message: expect.stringMatching(sentence) })
})

test('one broken file is one problem: what follows from it is not told', () => {
  const report = examineChanged(entry('swedish'), text => text.replace(/source:\n( {2}.*\n)+/, ''))
  expect(report.problems.map(({ file }) => file)).toEqual([entry('swedish')])
})

test('all problems at once, in order', () => {
  const files = readFolder(knowledgeDir)
  for (const id of ['sports', 'swedish', 'evidence'])
    files.set(entry(id), files.get(entry(id))!.replace(/booking: \w+/, 'booking: maybe'))
  const { problems: found } = examineKnowledge(files, clinic)
  expect(found.filter(({ message }) => /must be one of/.test(message)).map(({ file }) => file)).toEqual(
    ['evidence', 'sports', 'swedish'].map(entry)
  )
})

test('a clinic that is not there', () => {
  const { problems: found } = examineKnowledge(readFolder(knowledgeDir), 'nobody')
  expect(found[0]).toMatchObject({
    file: 'clinics/nobody.yaml',
    message: expect.stringMatching(/set CLINIC to one of: glow-by-salina/)
  })
})
