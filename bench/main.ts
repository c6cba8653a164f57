import { InputError, UsageError } from './bench-error.js'
import { readOptions, usage } from './options.js'
import { runBench } from './run.js'
import { measureScale } from './scale.js'

// A reader that closes early ("| head -5") is no error.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(0)
  throw error
})

try {
  const options = readOptions(process.argv.slice(2))
  if (options?.scale) await measureScale(options.scale, options.engine)
  else if (options) await runBench(options)
  else console.log(usage)
} catch (error) {
  if (!(error instanceof UsageError || error instanceof InputError)) throw error
  console.error(error.message)
  process.exitCode = error instanceof UsageError ? 2 : 1
}
