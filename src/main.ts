import { KnowledgeError } from './assemble.js'
import { assembleServer } from './assemble-server.js'
import { StoreError } from './assemble-store.js'
import { ConfigError, readConfig } from './config.js'

/** Milliseconds, beyond the drain, after which answers under way are given up. */
const patience = 10_000

// What is written, conversations above all, is for our own user alone.
process.umask(0o077)

try {
  const config = readConfig()
  const { listen, close } = await assembleServer(config)
  const { url } = await listen()
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, () => {
      setTimeout(() => process.exit(1), config.drainSeconds * 1000 + patience).unref()
      void close().then(() => process.exit(0))
    })
  // Whoever hears it may end us at once, and in peace.
  console.log(`Ask the Clinic is ready: ${url}`)
} catch (error) {
  if (error instanceof ConfigError || error instanceof KnowledgeError || error instanceof StoreError)
    console.error(error.message)
  else if ((error as NodeJS.ErrnoException).code === 'EADDRINUSE')
    console.error('The port is taken by another program: end that one, or set PORT to a free number.')
  else console.error(error)
  process.exit(1)
}
