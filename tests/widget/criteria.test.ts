import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

const criteria = [...readFileSync('src/widget/CRITERIA.md', 'utf8').matchAll(/^\| (\d+) \|.*\| ([a-z, ]+) \|$/gm)]
const files = readdirSync('tests/browser').filter(file => file.endsWith('.browser.test.ts'))

test('criteria are numbered without a gap', () => {
  expect(criteria.length).toBeGreaterThanOrEqual(30)
  expect(criteria.map(([, number]) => Number(number))).toEqual(criteria.map((_, place) => place + 1))
})

test.each(criteria.map(([, number, where]) => ({ number: number!, where: where!.split(', ') })))(
  'criterion $number has its test',
  ({ number, where }) => {
    for (const letter of where) {
      const file = files.find(name => name.startsWith(letter))
      expect(file, `no file for ${letter}`).toBeDefined()
      // "12: …", "19, 20: …" at the beginning of a name, or of what an assertion says.
      expect(readFileSync(`tests/browser/${file}`, 'utf8')).toMatch(
        new RegExp(`['"\`](\\d+, )*${number}(, \\d+)*(:|'\\))|, ${number}: `)
      )
    }
  }
)
