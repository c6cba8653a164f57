// `npm run fuzz [RUNS] [SEED]`: random activities against the real server, 100,000 unless told otherwise.
import { spawnSync } from 'node:child_process'

const [runs = '100000', seed] = process.argv.slice(2)
const env = { ...process.env, FUZZ_RUNS: runs, ...(seed ? { FUZZ_SEED: seed } : {}) }
const command = ['node_modules/vitest/vitest.mjs', 'run', '--project', 'slow', 'tests/server/hostile/fuzz.slow.test.ts']
process.exit(spawnSync(process.execPath, command, { stdio: 'inherit', env }).status ?? 1)
