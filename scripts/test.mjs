// Everything that a test run needs, from a fresh clone: Chromium, a build, then all tests; ends with "N passed, N failed".
import { spawnSync } from 'node:child_process'

const run = (...command) => {
  const { status } = spawnSync(command[0], command.slice(1), { stdio: 'inherit', shell: process.platform === 'win32' })
  if (status !== 0) process.exit(status ?? 1)
}

run(process.execPath, 'scripts/install-chromium.mjs')
run(process.execPath, 'scripts/build.mjs')
run('npx', 'tsc', '--noEmit', '-p', 'src/widget')
run('npx', 'tsc', '--noEmit', '-p', 'tests')
run('npx', 'tsc', '--noEmit', '-p', 'bench')
run('npx', 'biome', 'check', '.')
run('npx', 'vitest', 'run', ...process.argv.slice(2))
