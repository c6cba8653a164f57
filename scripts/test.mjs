// Everything that a test run needs, from a fresh clone: Chromium, a build, then all tests; ends with "N passed, N failed".
import { spawn } from 'node:child_process'

/** Runs a program of ours or of a package with Node: npx would take half a second to find it. */
const run = (...command) =>
  new Promise(done => {
    spawn(process.execPath, command, { stdio: 'inherit' }).on('exit', status => {
      if (status !== 0) process.exit(status ?? 1)
      done()
    })
  })

const check = async () => {
  for (const part of ['src/widget', 'tests', 'bench'])
    await run('node_modules/typescript/bin/tsc', '--noEmit', '-p', part)
  await run('node_modules/@biomejs/biome/bin/biome', 'check', '.')
}

await run('scripts/install-chromium.mjs')
await Promise.all([
  // The build learns from the knowledge on one core; meanwhile the other checks the types and learns for the sources.
  run('scripts/build.mjs'),
  check().then(() => run('--import', 'tsx', 'src/cli/main.ts', 'learn', '--into', 'node_modules/.cache/ask-the-clinic'))
])
await run('node_modules/vitest/vitest.mjs', 'run', ...process.argv.slice(2))
