// Our Direct Line, bot and SQLite with a core that only echoes: what all but the answering costs. Arguments: folder, port.
import { createMemoryLimits } from '../../src/server/limits.js'
import { openClinic } from '../../tests/server/fake-clinic.js'

const [folder, port] = process.argv.slice(2)
await openClinic({
  folder: folder as string,
  server: { port: Number(port), trustProxy: 1, limits: createMemoryLimits() }
})
