import { expect, it } from 'vitest'
import { redFlags, triage } from './tables.js'

// As full of signs as a message can be; measured on one slow core: 0.25 ms for an example, 9.2 to 10.9 ms for 4,000 characters.
const signs = redFlags.flags.flatMap(flag => [...flag.present, ...flag.absent]).join(' ')

function cost(length: number): number {
  const text = signs.slice(0, length)
  const once = () => {
    const { user } = process.cpuUsage()
    for (let times = 0; times < 5; times++) triage(text)
    return (process.cpuUsage().user - user) / 5000
  }
  // The best of several: what other programs take from the machine in between is not triage's.
  return Math.min(...Array.from({ length: 8 }, once))
}

it('takes time that grows as the text does', () => {
  cost(4000)
  const [half, whole] = [cost(2000), cost(4000)]
  // Twice the text in at most three times the time, in milliseconds, with one for what every message costs.
  expect(whole).toBeLessThan(3 * half + 1)
})
