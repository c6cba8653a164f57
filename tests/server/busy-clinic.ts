// The fake clinic in a process of its own, with a core that takes 20 ms of the processor for each message. Prints its address.
import { createMemoryLimits, defaultRates } from '../../src/server/limits.js'
import { echo } from '../channels/echo.js'
import { openClinic } from './fake-clinic.js'

const plenty = { points: 100_000, seconds: 10 }
const { url } = await openClinic({
  folder: process.argv[2] as string,
  respond(turn, conversation) {
    const until = performance.now() + (turn.kind === 'message' ? 20 : 0)
    while (performance.now() < until) {}
    return echo(turn, conversation)
  },
  server: { limits: createMemoryLimits({ ...defaultRates, tokens: plenty, calls: plenty, channels: plenty }) }
})
console.log(url)
