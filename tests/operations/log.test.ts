import { spawnSync } from 'node:child_process'
import { existsSync, openSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'

test.runIf(existsSync('/dev/full'))('a log that cannot be written, on a full disk, does not end the process', () => {
  const log = fileURLToPath(new URL('../../src/operations/log.ts', import.meta.url))
  const script = `import { createLog } from ${JSON.stringify(log)}
    const log = createLog('info')
    for (let line = 0; line < 5; line++) log.error('x'.repeat(10000))
    setTimeout(() => console.log('alive'), 200)`
  const args = ['--import', 'tsx', '--input-type=module', '-e', script]
  const { stdout, status } = spawnSync(process.execPath, args, {
    stdio: ['ignore', 'pipe', openSync('/dev/full', 'w')],
    encoding: 'utf8',
    timeout: 20_000
  })
  expect({ stdout, status }).toEqual({ stdout: 'alive\n', status: 0 })
})
