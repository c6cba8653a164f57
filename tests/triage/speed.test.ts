import { expect, it } from 'vitest'
import { redFlags, triage } from './tables.js'

const examples = redFlags.flags.flatMap(flag => [...flag.present, ...flag.absent])
const long = examples.join(' ').slice(0, 4000)
const time = (text: string) => {
  const start = performance.now()
  triage(text)
  return performance.now() - start
}
const median = (times: number[]) => times.sort((a, b) => a - b)[times.length >> 1]!

// The best of several runs: what other programs take from the machine in between is not triage's.
const best = (runs: number, measure: () => number) => Math.min(...Array.from({ length: runs }, measure))

it('takes less than half a millisecond for a message', () => {
  expect(best(5, () => median(examples.map(time)))).toBeLessThan(0.5)
})

it('takes less than 10 ms for 4,000 characters full of signs', () => {
  expect(best(60, () => time(long))).toBeLessThan(10)
})
