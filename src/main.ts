import { KnowledgeError } from './assemble.js'
import { assembleServer } from './assemble-server.js'
import { ConfigError, readConfig } from './config.js'

try {
  const { listen, close } = assembleServer(readConfig())
  const { url } = await listen()
  console.log(`Ask the Clinic is ready: ${url}`)
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, () => void close().then(() => process.exit(0)))
} catch (error) {
  if (error instanceof ConfigError || error instanceof KnowledgeError) console.error(error.message)
  else if ((error as NodeJS.ErrnoException).code === 'EADDRINUSE')
    console.error('The port is taken by another program: end that one, or set PORT to a free number.')
  else console.error(error)
  process.exit(1)
}
