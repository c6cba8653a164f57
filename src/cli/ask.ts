import { z } from 'zod'
import { type Assistant, assembleAssistant } from '../assemble.js'
import { readConfig } from '../config.js'
import { explain } from './explain.js'
import { explainMatching } from './explain-matching.js'
import { readJsonLines } from './json-lines.js'
import { UsageError } from './usage.js'

const Asked = z.object({ text: z.string(), prev: z.union([z.string(), z.array(z.string())]).optional() })

/**
 * `ask "QUESTION"` prints the reply; `--prev "EARLIER"` is said before it, `--explain` tells what every step saw; `--jsonl`
 * answers a line for each line read.
 */
export async function ask(args: string[]): Promise<number> {
  const { options, words, previous } = readArguments(args)
  const assistant = assembleAssistant(readConfig())
  if (options.has('--jsonl')) {
    for await (const { text, prev } of readJsonLines(
      process.stdin,
      Asked,
      '{"text": "...", "prev"?: "..." or ["..."]}'
    ))
      process.stdout.write(`${JSON.stringify(answerLine(assistant, text, [prev ?? []].flat()))}\n`)
    return 0
  }
  const { reply, trace } = play(assistant, words.join(' '), previous)
  if (options.has('--explain')) {
    console.log(explain(trace, assistant.base.redFlags))
    if (reply.entries.length > 0) console.log(`shown      ${reply.entries.join(', ')}`)
    if (trace.read !== null) console.log(explainMatching(assistant.explain(trace.read)))
    console.log()
  }
  console.log(reply.text)
  if (reply.actions.length > 0) console.log(`\n${reply.actions.map(action => `[ ${action.label} ]`).join('\n')}`)
  return 0
}

function readArguments(args: string[]) {
  const options = new Set<string>()
  const words: string[] = []
  const previous: string[] = []
  for (let at = 0; at < args.length; at++) {
    const arg = args[at]!
    if (arg === '--prev') {
      const said = args[++at]
      if (said === undefined) throw new UsageError('ask --prev takes the earlier message in quotes')
      previous.push(said)
    } else if (!arg.startsWith('--')) words.push(arg)
    else if (arg === '--jsonl' || arg === '--explain') options.add(arg)
    else throw new UsageError(`ask has no option ${arg}: use --explain, --prev or --jsonl`)
  }
  if (options.has('--jsonl') === words.length > 0)
    throw new UsageError(
      'ask takes one question in quotes ("how often should I come?"), or --jsonl and questions on standard input'
    )
  return { options, words, previous }
}

function play({ respond, newConversation }: Assistant, text: string, previous: string[]) {
  const turn = (said: string) => ({ kind: 'message' as const, utterance: { text: said, locale: 'en' } })
  const before = previous.reduce(
    (conversation, said) => respond(turn(said), conversation).conversation,
    newConversation
  )
  return respond(turn(text), before)
}

function answerLine(assistant: Assistant, text: string, previous: string[]) {
  const { reply, trace } = play(assistant, text, previous)
  const shown = reply.entries.length > 0
  return {
    text,
    decision: reply.decision,
    entry: shown ? trace.entry : null,
    ...(reply.entries.length > 1 ? { entries: reply.entries } : {}),
    confidence: shown ? trace.confidence : null,
    urgency: reply.urgency,
    flags: reply.flags,
    candidates: trace.candidates,
    reply: { text: reply.text, links: reply.links, actions: reply.actions.map(action => action.label) }
  }
}
