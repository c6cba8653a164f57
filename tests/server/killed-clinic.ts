// The fake clinic in a process of its own, for being killed. Prints its address.
import { createMemoryLimits, defaultRates } from '../../src/server/limits.js'
import { openClinic } from './fake-clinic.js'

const [folder, databaseUrl] = process.argv.slice(2)
const plenty = { points: 1_000_000, seconds: 1 }
const limits = createMemoryLimits({ ...defaultRates, calls: plenty, messages: plenty, tokens: plenty })
const { url } = await openClinic({
  folder: folder as string,
  ...(databaseUrl ? { databaseUrl } : {}),
  server: { limits }
})
console.log(url)
