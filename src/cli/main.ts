#!/usr/bin/env node
import { KnowledgeError } from '../assemble.js'
import { StoreError } from '../assemble-store.js'
import { ConfigError } from '../config.js'
import { ask } from './ask.js'
import { check } from './check.js'
import { doctor } from './doctor.js'
import { evaluate } from './evaluate.js'
import { forget } from './forget.js'
import { learn } from './learn.js'
import { rank } from './rank.js'
import { redFlags } from './red-flags.js'
import { teamsPackage } from './teams-package.js'
import { unanswered } from './unanswered.js'
import { InputError, UsageError } from './usage.js'

const commands: Record<string, { run: (args: string[]) => Promise<number> | number; help: string }> = {
  ask: {
    run: ask,
    help: 'ask "QUESTION" [--explain]      the reply to one question, after [--prev "EARLIER"]; ask --jsonl reads {"text","prev"?} a line'
  },
  rank: { run: rank, help: 'rank --entries FILE             ranks {"text"} a line against the entries of FILE' },
  evaluate: {
    run: evaluate,
    help: 'evaluate [FILE]                 how many labelled questions are answered rightly, with intervals'
  },
  learn: {
    run: learn,
    help: 'learn [--into FOLDER]           learns the matcher now, so that the next start need not'
  },
  check: {
    run: check,
    help: 'check                           every problem of the knowledge folder, and the coverage of each article'
  },
  unanswered: {
    run: unanswered,
    help: 'unanswered                      what visitors asked and nothing answered, by day, without who'
  },
  forget: {
    run: forget,
    help: 'forget ID                       erases a conversation and proves that nothing of it is left'
  },
  doctor: {
    run: doctor,
    help: 'doctor                          what is wrong with this deployment, and what to do'
  },
  'teams-package': {
    run: teamsPackage,
    help: 'teams-package --out FILE        the ZIP of the Teams app, with this clinic’s id and address in it'
  },
  'red-flags': {
    run: redFlags,
    help: 'red-flags                       the red flags as a page for clinical review: docs/red-flags.md'
  }
}

const usage = `Usage: ask-the-clinic COMMAND\n\n${Object.values(commands)
  .map(command => `  ${command.help}`)
  .join('\n')}\n\nCLINIC and KNOWLEDGE_DIR say which clinic and which folder; see .env.example.`

// A reader that closes early ("| head -1") is no error.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(0)
  throw error
})

const isToldInOneSentence = (error: unknown): error is Error =>
  [ConfigError, KnowledgeError, InputError, StoreError].some(kind => error instanceof kind)

const [name, ...args] = process.argv.slice(2)
const command = name === undefined ? undefined : commands[name]
if (name === 'help' || name === '--help') console.log(usage)
else if (!command) {
  console.error(name ? `"${name}" is not a command.\n\n${usage}` : usage)
  process.exitCode = 2
} else
  try {
    process.exitCode = await command.run(args)
  } catch (error) {
    if (error instanceof UsageError) {
      console.error(error.message)
      process.exitCode = 2
    } else if (isToldInOneSentence(error)) {
      console.error(error.message)
      process.exitCode = 1
    } else throw error
  }
