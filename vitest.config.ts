import { defineConfig } from 'vitest/config'

// `fast` never loads botbuilder or restify; `slow` runs real servers and stores; `browser` drives Chromium.
export default defineConfig({
  test: {
    // One worker a core: left to itself vitest keeps one core for its own, and of two that is half.
    maxWorkers: '100%',
    projects: [
      {
        test: {
          name: 'fast',
          include: ['tests/**/*.test.ts'],
          exclude: ['tests/**/*.slow.test.ts', 'tests/**/*.browser.test.ts'],
          // Pure functions need no walls between files: a worker reads the knowledge and the code once.
          isolate: false,
          // Some tests ask every phrasing there is.
          testTimeout: 60_000
        }
      },
      { test: { name: 'slow', include: ['tests/**/*.slow.test.ts'], testTimeout: 60_000, hookTimeout: 60_000 } },
      {
        test: {
          name: 'browser',
          include: ['tests/**/*.browser.test.ts'],
          testTimeout: 60_000,
          hookTimeout: 60_000,
          // One browser at a time: two cores are shared with the servers under test.
          fileParallelism: false
        }
      }
    ],
    reporters: ['default', './tests/reporter.ts']
  }
})
