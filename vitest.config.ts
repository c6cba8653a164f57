import { defineConfig } from 'vitest/config'
import { LongestFirst } from './tests/longest-first.js'

/** What measures how soon a busy server answers: nothing else may keep the cores busy, so it comes last and by itself. */
const alone = ['tests/server/overload.slow.test.ts']

// `fast` never loads botbuilder or restify; `slow` runs real servers and stores; `browser` drives Chromium.
export default defineConfig({
  test: {
    // One worker a core: left to itself vitest keeps one core for its own, and of two that is half.
    maxWorkers: '100%',
    sequence: { sequencer: LongestFirst },
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
      {
        test: {
          name: 'slow',
          include: ['tests/**/*.slow.test.ts'],
          exclude: alone,
          // botbuilder and restify are two seconds to load.
          isolate: false,
          testTimeout: 60_000,
          hookTimeout: 60_000
        }
      },
      {
        test: { name: 'alone', include: alone, testTimeout: 60_000, hookTimeout: 60_000, fileParallelism: false }
      },
      { test: { name: 'browser', include: ['tests/**/*.browser.test.ts'], testTimeout: 60_000, hookTimeout: 60_000 } }
    ],
    reporters: ['default', './tests/reporter.ts']
  }
})
